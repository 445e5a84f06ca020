/** Levenshtein distance to the wanted items, as a share of their number. */
export function errorRate<Item>(got: readonly Item[], wanted: readonly Item[]): number {
  let row = wanted.map((_, index) => index + 1);
  for (const [gotIndex, item] of got.entries()) {
    let diagonal = gotIndex;
    let left = gotIndex + 1;
    row = row.map((above, index) => {
      const change = diagonal + (item === wanted[index] ? 0 : 1);
      diagonal = above;
      left = Math.min(above + 1, left + 1, change);
      return left;
    });
  }
  return (row.at(-1) ?? 0) / wanted.length;
}

/** Lower-case words without signs. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
}
