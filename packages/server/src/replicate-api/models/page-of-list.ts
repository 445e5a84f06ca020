import type { Page, PagePlace } from '../store/page.ts';

/** Most models and versions of one page. */
export const modelPageSize = 25;

/** A page of a list that is at hand, whatever its order; places hold on to the entries beside them. */
export function pageOfList<Entry>(
  entries: readonly Entry[],
  from: PagePlace | undefined,
  placeOf: (entry: Entry) => { at: number; id: string },
): Page<Entry> {
  const found = from ? entries.findIndex((entry) => placeOf(entry).id === from.id) : -1;
  const before = Math.max(0, found - modelPageSize);
  const start = from?.isBackward ? before : found + 1;
  const end = from?.isBackward && found >= 0 ? found : start + modelPageSize;
  const shown = entries.slice(start, end);
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    entries: shown,
    ...(end < entries.length && last && { next: { ...placeOf(last), isBackward: false } }),
    ...(start > 0 && first && { previous: { ...placeOf(first), isBackward: true } }),
  };
}
