/** The item of nested lists at the given indices; undefined where there is none. */
export function dig(value: unknown, indices: readonly number[]): unknown {
  let item = value;
  for (const index of indices) {
    if (!Array.isArray(item)) return undefined;
    item = item[index];
  }
  return item;
}
