import { describe, expect, it } from 'vitest';
import { alignColumns } from './align-columns.ts';
import { countOf } from './count-of.ts';
import { describeMiss } from './describe-miss.ts';
import { formatBytes } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { nearestName } from './nearest-name.ts';
import { oneLine } from './one-line.ts';
import { printable } from './printable.ts';

it('writes durations for people', () => {
  const written = [0, 40, 420, 9900, 59_400, 200_000, 7_500_000].map(formatDuration);
  expect(written).toEqual(['0 ms', '40 ms', '0.4 s', '9.9 s', '59 s', '3 min 20 s', '2 h 5 min']);
});

it('writes sizes for people', () => {
  const written = [0, 999, 1000, 230_400, 999_950, 4_100_000].map(formatBytes);
  expect(written).toEqual(['0 bytes', '999 bytes', '1 kB', '230 kB', '1.0 MB', '4.1 MB']);
});

it('counts with the right form of the noun', () => {
  expect([countOf(1, 'step'), countOf(12_000, 'step')]).toEqual(['1 step', '12,000 steps']);
});

it('aligns columns by what is seen', () => {
  expect(
    alignColumns([
      ['a', 'b'],
      ['日本', 'c', ''],
    ]),
  ).toEqual(['a     b', '日本  c']);
});

it('keeps text of strangers on its line', () => {
  expect(oneLine('a\u001B[2Jb\nc')).toBe('a [2Jb c');
  expect(oneLine('abcdef', 4)).toBe('abc…');
});

it('suggests near names, beginnings of names, and nothing far', () => {
  const names = ['greeting', 'names', '__proto__'];
  expect(nearestName('greting', names)).toBe('greeting');
  expect(nearestName('nam', names)).toBe('names');
  expect(nearestName('zebra', names)).toBeUndefined();
  expect(nearestName('x', [])).toBeUndefined();
});

it('says why a step is computed', () => {
  expect(describeMiss({ kind: 'changed', changed: ['scale', 'model version'] })).toBe(
    '`scale`, `model version` changed',
  );
  expect(describeMiss({ kind: 'first-run' })).toBeUndefined();
});

describe('printable', () => {
  it('keeps lines, tabs and letters of any script, and takes the power from control characters', () => {
    expect(printable('a\tb\nc é 👩‍🚀')).toBe('a\tb\nc é 👩‍🚀');
    expect(printable('red\u001B[31m\r')).toBe('red�[31m�');
  });
});
