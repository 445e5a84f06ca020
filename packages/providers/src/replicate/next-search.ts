/**
 * The query that asks for the next page; undefined where there is none. Only the query is taken from
 * the address: it may lead to another host, and a token must not.
 */
export function nextSearch(next: string | undefined): string | undefined {
  if (next === undefined || !URL.canParse(next, 'http://localhost')) return undefined;
  const { search } = new URL(next, 'http://localhost');
  return search === '' ? undefined : search;
}
