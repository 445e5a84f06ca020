/**
 * The item of nested lists that some of a step's indices name, one list after the other; undefined
 * where there is none.
 *
 * @param positions - Which of the indices.
 */
export function dig(
  value: unknown,
  positions: readonly number[],
  indices: readonly number[],
): unknown {
  let item = value;
  for (const position of positions) {
    if (!Array.isArray(item)) return undefined;
    item = item[indices[position] ?? 0];
  }
  return item;
}
