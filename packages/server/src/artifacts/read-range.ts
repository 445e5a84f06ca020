import { HttpError } from '../errors/http-error.ts';

/** Bytes of a file, from `start` (inclusive) to `end` (exclusive). */
export interface ByteRange {
  start: number;
  end: number;
}

const single = /^bytes=(\d{0,15})-(\d{0,15})$/;

function unsatisfiable(sizeBytes: number): HttpError {
  return new HttpError(416, {
    code: 'range-not-satisfiable',
    message: `The file has ${sizeBytes} bytes; the range that was asked for is not inside.`,
    hint: 'Ask for bytes of the file, or leave the range out.',
    headers: { 'content-range': `bytes */${sizeBytes}` },
  });
}

/**
 * Reads a `Range` header: one range of bytes. Undefined, which means the whole file, where there is
 * none, several, or what is no range.
 *
 * @throws HttpError 416 `range-not-satisfiable`.
 * @see RFC 9110, 14.2
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, first = '', last = ''] = single.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    if (length === 0) throw unsatisfiable(sizeBytes);
    return { start: sizeBytes - length, end: sizeBytes };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= sizeBytes) throw unsatisfiable(sizeBytes);
  const end = last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  return { start, end };
}
