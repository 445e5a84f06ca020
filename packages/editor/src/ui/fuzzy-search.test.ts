import { describe, expect, it } from 'vitest';
import { fuzzySearch } from './fuzzy-search.ts';

const titles = ['Resize image', 'Contact sheet', 'Join texts', 'Join audio', 'Zip lists'];
const search = (typed: string, liked?: string) =>
  fuzzySearch(titles, typed, {
    texts: (title) => [title],
    preference: (title) => (title === liked ? 1 : 0),
  });

describe('fuzzy search', () => {
  it('forgives slips and wants every word', () => {
    expect(search('rsize im')).toEqual(['Resize image']);
    expect(search('join aud')).toEqual(['Join audio']);
    expect(search('join image')).toEqual([]);
  });

  it('finds letters in their order where no word is found', () => {
    expect(search('cs')).toEqual(['Contact sheet']);
  });

  it('prefers what begins with the query, and what is used', () => {
    expect(search('join')).toEqual(['Join texts', 'Join audio']);
    expect(search('join', 'Join audio')).toEqual(['Join audio', 'Join texts']);
  });

  it('gives everything for nothing, what is used first', () => {
    expect(search('', 'Zip lists')).toEqual(['Zip lists', ...titles.slice(0, 4)]);
  });
});
