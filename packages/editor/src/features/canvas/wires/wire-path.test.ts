import { expect, it } from 'vitest';
import { distanceToWire, segmentAt, wirePath } from './wire-path.ts';

const ends = [
  { x: 0, y: 0 },
  { x: 200, y: 100 },
];
const around = [
  { x: 0, y: 0 },
  { x: 100, y: 300 },
  { x: 200, y: 0 },
];

it('draws one curve between two ends, with its middle halfway', () => {
  expect(wirePath(ends)).toEqual({
    path: 'M 0,0 C 100,0 100,100 200,100',
    middle: { x: 100, y: 50 },
  });
});

it('leads a wire through its points, and has its middle on its longest part, beside the points', () => {
  const { path, middle } = wirePath([...around, { x: 800, y: 0 }]);
  expect(path.split('C')).toHaveLength(4);
  expect(middle).toEqual({ x: 500, y: 0 });
});

it('makes a bow where the target is to the left', () => {
  expect(
    wirePath([
      { x: 200, y: 0 },
      { x: 0, y: 0 },
    ]).path,
  ).toMatch(/^M 200,0 C 3\d\d/);
});

it('knows between which points a spot lies', () => {
  expect(segmentAt(around, { x: 30, y: 60 })).toBe(0);
  expect(segmentAt(around, { x: 180, y: 40 })).toBe(1);
});

it('measures how near a wire comes', () => {
  expect(distanceToWire(ends, { x: 100, y: 50 })).toBeLessThan(1);
  expect(distanceToWire(ends, { x: 100, y: 150 })).toBeGreaterThan(60);
});
