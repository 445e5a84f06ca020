/** A change in which `false` and an empty colour take the member out: that is what its absence says. */
export function omitFalse<Change extends object>(change: Change): Change {
  const entries = Object.entries(change).map(([name, value]) => [
    name,
    value === false || (name === 'color' && value === '') ? undefined : value,
  ]);
  return Object.fromEntries(entries) as Change;
}
