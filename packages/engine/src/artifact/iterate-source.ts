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
  // One promise a piece: one that lives as long as the source would keep every piece that raced it.
  let abort: () => void = () => {};
  const onAbort = () => abort();
  signal?.addEventListener('abort', onAbort);
  let isDone = false;
  try {
    for (;;) {
      const result = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        abort = () => reject(signal?.reason);
        Promise.resolve(iterator.next()).then(resolve, reject);
      });
      if (result.done === true) {
        isDone = true;
        return;
      }
      signal?.throwIfAborted();
      yield result.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    if (!isDone) void Promise.resolve(iterator.return?.(undefined)).catch(() => {});
  }
}
