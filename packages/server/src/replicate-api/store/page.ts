import { ReplicateError } from '../errors/replicate-error.ts';

/** Most entries of one page of predictions or files. */
export const pageSize = 100;

/** Where a page starts: at the neighbour of an entry, in an order by time and then by id. */
export interface PagePlace {
  at: number;
  id: string;
  /** Newer entries than this one are asked for, instead of older ones. */
  isBackward: boolean;
}

/** Some entries, newest first, and where those beside them are. */
export interface Page<Entry> {
  entries: Entry[];
  next?: PagePlace;
  previous?: PagePlace;
}

/** Replicate's cursor: base64 of a query string with the time of an entry as `p`. */
export function writeCursor({ at, id, isBackward }: PagePlace): string {
  const query = new URLSearchParams({ p: new Date(at).toISOString(), i: id });
  if (isBackward) query.set('r', '1');
  return Buffer.from(query.toString()).toString('base64');
}

/** @throws ReplicateError 400 for what is no cursor of ours. */
export function readCursor(text: string): PagePlace {
  const query = new URLSearchParams(Buffer.from(text, 'base64').toString());
  const at = Date.parse(query.get('p') ?? '');
  const id = query.get('i') ?? '';
  if (Number.isNaN(at) || !/^[\w-]{1,100}$/.test(id)) {
    throw new ReplicateError({ detail: 'Invalid cursor', status: 400 });
  }
  return { at, id, isBackward: query.get('r') === '1' };
}

/**
 * Makes a page of what was read in the direction of the place, one entry more than fits where there is one.
 */
export function toPage<Entry>(
  read: readonly Entry[],
  from: PagePlace | undefined,
  placeOf: (entry: Entry) => { at: number; id: string },
): Page<Entry> {
  const isBackward = from?.isBackward ?? false;
  const hasMore = read.length > pageSize;
  const shown = read.slice(0, pageSize);
  const entries = isBackward ? shown.toReversed() : shown;
  const [first, last] = [entries.at(0), entries.at(-1)];
  const hasOlder = isBackward ? from !== undefined : hasMore;
  const hasNewer = isBackward ? hasMore : from !== undefined;
  return {
    entries,
    ...(hasOlder && last && { next: { ...placeOf(last), isBackward: false } }),
    ...(hasNewer && first && { previous: { ...placeOf(first), isBackward: true } }),
  };
}
