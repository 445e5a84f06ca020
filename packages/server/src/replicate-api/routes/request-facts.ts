import type { Context } from 'hono';
import { ReplicateError } from '../errors/replicate-error.ts';
import { readCursor, writeCursor, type Page, type PagePlace } from '../store/page.ts';

/** Where who asks reaches this server, without a slash at the end. */
export function baseUrlOf(context: Context, publicUrl: string | undefined): string {
  return (publicUrl ?? new URL(context.req.url).origin).replace(/\/+$/, '');
}

/** The page that a request asks for. */
export function pagePlaceOf(context: Context): PagePlace | undefined {
  const cursor = context.req.query('cursor');
  return cursor === undefined || cursor === '' ? undefined : readCursor(cursor);
}

/** A page as Replicate shows it: addresses of the pages beside it are absolute and keep the filters. */
export function toPageObject<Entry>(
  context: Context,
  page: Page<Entry>,
  { baseUrl, show }: { baseUrl: string; show: (entry: Entry) => unknown },
) {
  const { pathname, searchParams } = new URL(context.req.url);
  const linkTo = (place: PagePlace | undefined): string | null => {
    if (!place) return null;
    const query = new URLSearchParams(searchParams);
    query.set('cursor', writeCursor(place));
    return `${baseUrl}${pathname}?${query.toString()}`;
  };
  return {
    next: linkTo(page.next),
    previous: linkTo(page.previous),
    results: page.entries.map(show),
  };
}

/**
 * A moment in a query, in milliseconds since the epoch.
 *
 * @throws ReplicateError 400.
 */
export function momentOf(context: Context, name: string): number | undefined {
  const text = context.req.query(name);
  if (text === undefined || text === '') return undefined;
  const moment = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(moment)) return moment;
  throw new ReplicateError({ detail: `${name} must be a date and time of ISO 8601`, status: 400 });
}
