import { HttpError } from '../errors/http-error.ts';

/** The last entry of a page, in an order by time and then by id. */
export interface PageCursor {
  at: number;
  id: string;
}

/** Writes where the next page starts. */
export function writeCursor({ at, id }: PageCursor): string {
  return Buffer.from(`${at}.${id}`).toString('base64url');
}

/**
 * Reads where a page starts.
 *
 * @throws HttpError 400 `invalid-cursor`.
 */
export function readCursor(text: string): PageCursor {
  const [, at, id] =
    /^(\d{1,16})\.(.{1,100})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (at !== undefined && id !== undefined) return { at: Number(at), id };
  throw new HttpError(400, {
    code: 'invalid-cursor',
    message: 'The cursor is none that this server has given.',
    hint: 'Take nextCursor from the page before, or leave the cursor out to start from the first page.',
  });
}
