import { HttpError } from '../errors/http-error.ts';

/** How slow a client may send a body before the server stops to listen to it. */
export interface BodyPace {
  /** Time in which nothing is asked of it, in milliseconds. @defaultValue 20,000 */
  graceMs?: number;
  /** Least rate beyond that. @defaultValue 1024 */
  bytesPerSecond?: number;
}

const defaultGraceMs = 20_000;
const defaultBytesPerSecond = 1024;
const mebibyte = 1024 * 1024;

function sizeText(bytes: number): string {
  return bytes < mebibyte ? `${bytes} bytes` : `${Math.floor(bytes / mebibyte)} MiB`;
}

// What is still on its way is not read.
const headers = { connection: 'close' };

function bodyTooLarge(maxBytes: number): HttpError {
  return new HttpError(413, {
    code: 'body-too-large',
    message: `The body of the request is larger than ${sizeText(maxBytes)}.`,
    hint: 'Upload files with POST /api/artifacts and name them in the document; who runs the server can raise CATENA_MAX_UPLOAD.',
    details: { maxBytes },
    headers,
  });
}

function tooSlow(): HttpError {
  return new HttpError(408, {
    code: 'request-timeout',
    message: 'The body of the request comes too slowly.',
    hint: 'Send it again over a better connection.',
    headers,
  });
}

async function within<Value>(promise: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow()), Math.max(0, timeoutMs));
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Passes a body on piece by piece, as long as it is not too large and not too slow. Only the time
 * that is spent waiting for the client counts.
 *
 * @throws HttpError 413 `body-too-large` or 408 `request-timeout`, while it is read.
 */
export async function* limitBody(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
  pace: BodyPace = {},
): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const { graceMs = defaultGraceMs, bytesPerSecond = defaultBytesPerSecond } = pace;
  const pieces = body[Symbol.asyncIterator]();
  let sizeBytes = 0;
  let waitedMs = 0;
  try {
    for (;;) {
      const startMs = performance.now();
      const allowedMs = graceMs + (sizeBytes / bytesPerSecond) * 1000;
      const piece = await within(pieces.next(), allowedMs - waitedMs);
      waitedMs += performance.now() - startMs;
      if (piece.done) return;
      sizeBytes += piece.value.byteLength;
      if (sizeBytes > maxBytes) throw bodyTooLarge(maxBytes);
      yield piece.value;
    }
  } finally {
    // Not waited for: it may stand behind a piece that never comes.
    pieces.return?.().catch(() => undefined);
  }
}

/**
 * Refuses a body that says beforehand that it is too large.
 *
 * @throws HttpError 413 `body-too-large`.
 */
export function checkContentLength(header: string | undefined, maxBytes: number): void {
  if (header !== undefined && Number(header) > maxBytes) throw bodyTooLarge(maxBytes);
}
