/** A change in which an empty text, and an empty list of choices, take the member out. */
export function omitEmpty<Change extends object>(change: Change): Change {
  const entries = Object.entries(change).map(([name, value]) => {
    const isEmpty =
      (typeof value === 'string' && name !== 'default' && value.trim() === '') ||
      (name === 'enum' && Array.isArray(value) && value.length === 0);
    return [name, isEmpty ? undefined : value];
  });
  return Object.fromEntries(entries) as Change;
}
