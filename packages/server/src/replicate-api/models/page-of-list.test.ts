import { describe, expect, it } from 'vitest';
import { modelPageSize, pageOfList } from './page-of-list.ts';

const numbers = Array.from({ length: 2 * modelPageSize + 10 }, (_, index) => index);
const placeOf = (entry: number) => ({ at: 0, id: String(entry) });

describe('pages of a list', () => {
  it('lead to its end and back again', () => {
    const forward: number[][] = [];
    let page = pageOfList(numbers, undefined, placeOf);
    expect(page.previous).toBeUndefined();
    forward.push(page.entries);
    while (page.next) {
      page = pageOfList(numbers, page.next, placeOf);
      forward.push(page.entries);
    }
    expect(forward.map((entries) => entries.length)).toEqual([modelPageSize, modelPageSize, 10]);
    expect(forward.flat()).toEqual(numbers);
    const backward = [page.entries];
    while (page.previous) {
      page = pageOfList(numbers, page.previous, placeOf);
      backward.unshift(page.entries);
    }
    expect(backward).toEqual(forward);
  });

  it('start anew where the entry beside them is gone', () => {
    const gone = { at: 0, id: 'gone', isBackward: false };
    expect(pageOfList(numbers, gone, placeOf).entries[0]).toBe(0);
  });
});
