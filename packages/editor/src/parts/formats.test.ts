import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';
import { formatClock, formatTime } from './format-time.ts';

describe('times', () => {
  it.each([
    [0, '0 ms'],
    [4, '4 ms'],
    [40, '0.04 s'],
    [400, '0.4 s'],
    [1000, '1 s'],
    [1240, '1.2 s'],
    [9960, '10 s'],
    [59_600, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [7_800_000, '2 h 10 min'],
    [-5, '0 s'],
  ])('of %i ms are written %s', (ms, words) => {
    expect(formatTime(ms)).toBe(words);
  });

  it('on a clock have two digits for what follows', () => {
    expect(formatClock(4_900)).toBe('0:04');
    expect(formatClock(3_723_000)).toBe('1:02:03');
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1449, '1.4 kB'],
    [999_600, '1 MB'],
    [250_000_000, '250 MB'],
  ])('of %i bytes are written %s', (sizeBytes, words) => {
    expect(formatBytes(sizeBytes)).toBe(words);
  });
});
