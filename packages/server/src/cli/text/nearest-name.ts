import { closest, distance } from 'fastest-levenshtein';

const mostEdits = 3;
// Shorter beginnings say too little.
const leastPrefix = 3;

/** The candidate that was probably meant by a mistyped or shortened name; undefined where none is near. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const nearest = closest(
    name.toLowerCase(),
    candidates.map((text) => text.toLowerCase()),
  );
  const found = candidates.find((candidate) => candidate.toLowerCase() === nearest);
  const allowed = Math.min(mostEdits, Math.max(1, Math.floor(nearest.length / 3)));
  if (distance(name.toLowerCase(), nearest) <= allowed) return found;
  const isLong = name.length >= leastPrefix;
  return isLong
    ? candidates.find((text) => text.toLowerCase().startsWith(name.toLowerCase()))
    : undefined;
}
