import { isArtifactRef } from '@catena/engine';

/** Whether two values have the same content; a number equals the text that writes it. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one === 'number' && typeof other === 'string') return isEqual(other, one);
  if (typeof one === 'string' && typeof other === 'number') {
    return one.trim() !== '' && Number(one) === other;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other;
  }
  if (isArtifactRef(one) && isArtifactRef(other)) return one.$artifact === other.$artifact;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        isEqual(one[name as keyof typeof one], other[name as keyof typeof other]),
    )
  );
}
