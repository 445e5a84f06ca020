import { expect, it } from 'vitest';
import { findFreePlace } from './find-free-place.ts';

const wanted = { x: 0, y: 0, width: 100, height: 100 };

it('keeps a place that is free', () => {
  expect(findFreePlace(wanted, [{ x: 200, y: 0, width: 100, height: 100 }])).toEqual([0, 0]);
});

it('goes up or down, whichever is nearer', () => {
  expect(findFreePlace(wanted, [{ x: 50, y: 60, width: 100, height: 400 }])).toEqual([0, -72]);
  expect(findFreePlace(wanted, [{ x: 50, y: -380, width: 100, height: 400 }])).toEqual([0, 52]);
});
