function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\d']+/gu) ?? [];
}

/** Words to be changed, added or left out to make one text of another, as a share of the wanted ones. */
export function wordErrorRate(heard: string, wanted: string): number {
  const target = wordsOf(wanted);
  let above = [0, ...target.map((_, index) => index + 1)];
  for (const [index, word] of wordsOf(heard).entries()) {
    const row = [index + 1];
    for (const [column, other] of target.entries()) {
      const change = (above[column] ?? 0) + (word === other ? 0 : 1);
      row.push(Math.min(change, (above[column + 1] ?? 0) + 1, (row[column] ?? 0) + 1));
    }
    above = row;
  }
  return (above.at(-1) ?? 0) / target.length;
}
