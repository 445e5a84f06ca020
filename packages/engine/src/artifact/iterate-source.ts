import type { ByteSource } from './artifact-store.ts';

const pieceBytes = 1024 * 1024;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    yield bytes.subarray(start, start + pieceBytes);
  }
}

/**
 * Goes through the pieces of a source, at most one at a time. An abort rejects at once with the
 * signal's reason, even while the source hangs, and tells the source to let go.
 */
export async function* iterateSource(
  source: ByteSource,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted();
  const iterator = source instanceof Uint8Array ? pieces(source) : source[Symbol.asyncIterator]();
  let abort: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason);
  });
  aborted.catch(() => {}); // Where nobody is waiting for the next piece, nobody needs the reason.
  signal?.addEventListener('abort', abort);
  let isDone = false;
  try {
    for (;;) {
      const next = iterator.next();
      const result = await (signal ? Promise.race([next, aborted]) : next);
      if (result.done === true) {
        isDone = true;
        return;
      }
      signal?.throwIfAborted();
      yield result.value;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    if (!isDone) void Promise.resolve(iterator.return?.(undefined)).catch(() => {});
  }
}
