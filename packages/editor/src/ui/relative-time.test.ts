import { expect, it } from 'vitest';
import { relativeTime } from './relative-time.ts';

it.each([
  [20_000, 'just now'],
  [3 * 60_000, '3 minutes ago'],
  [26 * 3_600_000, 'yesterday'],
  [60 * 24 * 3_600_000, '2 months ago'],
])('says how long %d ms ago is', (passedMs, words) => {
  expect(relativeTime(1_800_000_000_000 - passedMs, 1_800_000_000_000)).toBe(words);
});
