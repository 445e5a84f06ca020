import Fuse from 'fuse.js';

export interface FuzzySearchOptions<Item> {
  /** What is searched, the most telling first: a match in an earlier text counts more. */
  texts(item: Item): readonly string[];
  /** How much an item is preferred, from 0 to 1, e.g. since it was used lately. @defaultValue 0 */
  preference?(item: Item): number;
}

/** How far a full preference lifts an item: less than a match in a more telling text does. */
const preferenceLift = 0.35;

/** Whether the letters of the query stand in the text in this order. */
function isSubsequence(query: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === query[at]) at += 1;
  return at === query.length;
}

/** 0 where a text begins with the query, 1 where a word of it does, else 2. */
function startRank(query: string, [title = '']: readonly string[]): number {
  const text = title.toLowerCase();
  if (text.startsWith(query)) return 0;
  return text.split(/[\s./-]+/).some((word) => word.startsWith(query)) ? 1 : 2;
}

function byFuse<Item>(
  items: readonly Item[],
  query: string,
  texts: (item: Item) => readonly string[],
): { item: Item; score: number }[] {
  const width = Math.max(0, ...items.map((item) => texts(item).length));
  const keys = Array.from({ length: width }, (_, index) => ({
    name: String(index),
    weight: 1 / (index + 1),
    getFn: (item: Item) => texts(item)[index] ?? '',
  }));
  const fuse = new Fuse(items, {
    keys,
    includeScore: true,
    ignoreLocation: true,
    ignoreDiacritics: true,
    threshold: 0.3,
    useTokenSearch: true,
    tokenMatch: 'all',
  });
  return fuse.search(query).map(({ item, score = 1 }) => ({ item, score }));
}

/**
 * Items that match what was typed, best first. Every word must be found, small slips are forgiven;
 * where nothing is found, letters in their order are enough (`cs` finds `Contact sheet`). Without a
 * query all items come, preferred ones first, else in their own order.
 */
export function fuzzySearch<Item>(
  items: readonly Item[],
  typed: string,
  options: FuzzySearchOptions<Item>,
): Item[] {
  const { texts, preference = () => 0 } = options;
  const query = typed.trim().toLowerCase();
  if (query === '') return items.toSorted((left, right) => preference(right) - preference(left));
  const found = byFuse(items, query, texts);
  if (found.length === 0) {
    const letters = query.replaceAll(/\s/g, '');
    return items.filter((item) => isSubsequence(letters, (texts(item)[0] ?? '').toLowerCase()));
  }
  const ranked = found.map(({ item, score }) => ({
    item,
    rank: score + 0.2 * startRank(query, texts(item)) - preferenceLift * preference(item),
  }));
  return ranked.toSorted((left, right) => left.rank - right.rank).map(({ item }) => item);
}
