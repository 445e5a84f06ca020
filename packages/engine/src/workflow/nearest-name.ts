import { editDistance } from './edit-distance.ts';

// Longer names are no typing mistakes, and comparing them costs time.
const longestName = 64;

/**
 * The candidate that was probably meant by a mistyped name: the nearest one, at most a third of its
 * letters (and at most 3) away; upper and lower case do not count. Ties go to the first.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined;
  let nearest: string | undefined;
  let nearestDistance = Infinity;
  for (const candidate of candidates) {
    const allowed = Math.min(3, Math.max(1, Math.floor(candidate.length / 3)));
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= allowed && distance < nearestDistance) {
      [nearest, nearestDistance] = [candidate, distance];
    }
  }
  return nearest;
}
