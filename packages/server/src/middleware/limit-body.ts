import { HttpError } from '../errors/http-error.ts';

const mebibyte = 1024 * 1024;

function sizeText(bytes: number): string {
  return bytes < mebibyte ? `${bytes} bytes` : `${Math.floor(bytes / mebibyte)} MiB`;
}

/** The error of a body that is too large. */
export function bodyTooLarge(maxBytes: number): HttpError {
  return new HttpError(413, {
    code: 'body-too-large',
    message: `The body of the request is larger than ${sizeText(maxBytes)}.`,
    hint: 'Upload files with POST /api/artifacts and name them in the document; a limit of the server can be raised by who runs it.',
    details: { maxBytes },
    // What is still on its way is not read.
    headers: { connection: 'close' },
  });
}

/**
 * Passes a body on piece by piece, as long as it is not too large.
 *
 * @throws HttpError 413 `body-too-large`, while it is read.
 */
export async function* limitBody(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const piece of body ?? []) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > maxBytes) throw bodyTooLarge(maxBytes);
    yield piece;
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
