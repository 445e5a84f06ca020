import { describe, expect, it } from 'vitest';
import { SentenceTokeniser, type Piece } from './sentence-tokeniser.ts';

const reserved: Piece[] = Array.from({ length: 6 }, (_, index) => [`<${index}>`, 0]);

describe('SentenceTokeniser', () => {
  const tokeniser = new SentenceTokeniser([
    ...reserved,
    ['\u2581', -1],
    ['\u2581cat', -3],
    ['\u2581c', -2],
    ['at', -2],
    ['s', -2],
    ['\u2581cats', -6],
    ['😺', -2],
  ]);

  it('takes the most probable pieces, not the longest', () => {
    expect(tokeniser.encode('cat')).toEqual([7]);
    expect(tokeniser.encode('cats')).toEqual([7, 10]);
  });

  it('turns spaces into the beginnings of words', () => {
    expect(tokeniser.encode('cat cat')).toEqual([7, 7]);
    expect(tokeniser.encode(' ')).toEqual([6, 6]);
  });

  it('makes one unknown of a run of unknown characters', () => {
    expect(tokeniser.encode('cat??s')).toEqual([7, 0, 10]);
  });

  it('takes characters beyond the basic plane and compatibility forms', () => {
    expect(tokeniser.encode('😺')).toEqual([6, 12]);
    expect(tokeniser.encode('ｃａｔ')).toEqual([7]);
  });

  it('gives nothing for nothing', () => {
    expect(tokeniser.encode('')).toEqual([]);
  });
});
