/** Whether two JSON values are the same, whatever the order of their members. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [keys, others] = [Object.keys(left), Object.keys(right)];
  return (
    keys.length === others.length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        equalJson((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  );
}
