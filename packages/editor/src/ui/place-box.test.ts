import { describe, expect, it } from 'vitest';
import { placeBox } from './place-box.ts';

const page = { width: 1024, height: 700 };
const wanted = { width: 600, height: 440 };

describe('placing a box', () => {
  it('opens at the point, and never beyond the page', () => {
    expect(placeBox({ x: 100, y: 50 }, page, wanted)).toMatchObject({ left: 100, top: 50 });
    expect(placeBox({ x: 1020, y: 690 }, page, wanted)).toEqual({
      left: 416,
      top: 252,
      width: 600,
      maxHeight: 440,
    });
    expect(placeBox({ x: -20, y: -5 }, page, wanted)).toMatchObject({ left: 8, top: 8 });
  });

  it('becomes smaller than it would like where the page is small', () => {
    expect(placeBox({ x: 0, y: 0 }, { width: 400, height: 300 }, wanted)).toEqual({
      left: 8,
      top: 8,
      width: 384,
      maxHeight: 284,
    });
  });
});
