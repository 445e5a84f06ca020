import { describe, expect, it } from 'vitest';
import { ctcDecode } from './ctc-decode.ts';

const alphabet = { characters: ['', 'a', 'b', ' '], spaceClass: 3 };

/** One row of probabilities a step: blank, a, b, space. */
function decode(rows: number[][]): string {
  const data = Float32Array.from(rows.flat());
  return ctcDecode({ data, steps: rows.length, classes: 4 }, alphabet)
    .map(({ character }) => character)
    .join('');
}

const blank = [0.99, 0.005, 0.005, 0];
const a = [0.1, 0.9, 0, 0];
const b = [0.1, 0, 0.9, 0];
const space = [0.1, 0, 0, 0.9];
const weakSpace = [0.9, 0, 0, 0.1];

describe('ctcDecode', () => {
  it('joins a run of one character and keeps a repetition after a blank', () => {
    expect(decode([a, a, b, b])).toBe('ab');
    expect(decode([a, blank, a])).toBe('aa');
  });

  it('reads spaces, also where they are the second choice between characters', () => {
    expect(decode([a, space, b])).toBe('a b');
    expect(decode([a, weakSpace, b])).toBe('a b');
    expect(decode([a, blank, b])).toBe('ab');
  });

  it('adds no weak space beside a space, at the beginning or at the end', () => {
    expect(decode([a, weakSpace, space, weakSpace, b])).toBe('a b');
    expect(decode([weakSpace, a, weakSpace])).toBe('a');
  });

  it('gives the best probability of each run as its score', () => {
    const rows = [
      [0.4, 0.6, 0, 0],
      [0.2, 0.8, 0, 0],
    ];
    const decoded = ctcDecode(
      { data: Float32Array.from(rows.flat()), steps: 2, classes: 4 },
      alphabet,
    );
    expect(decoded).toHaveLength(1);
    expect(decoded[0]?.score).toBeCloseTo(0.8);
  });
});
