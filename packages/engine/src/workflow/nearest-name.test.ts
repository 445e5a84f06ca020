import { expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';
import { nearestName } from './nearest-name.ts';

it.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['from', 'form', 1],
  ['ca', 'abc', 3],
])('measures %j to %j as %i', (left, right, distance) => {
  expect(editDistance(left, right)).toBe(distance);
  expect(editDistance(right, left)).toBe(distance);
});

it('names what was probably meant, and nothing where nothing is near', () => {
  const fields = ['type', 'title', 'onItemError', 'deadline'];
  expect(nearestName('onItemEror', fields)).toBe('onItemError');
  expect(nearestName('Type', fields)).toBe('type');
  expect(nearestName('dedline', fields)).toBe('deadline');
  expect(nearestName('colour', fields)).toBeUndefined();
  expect(nearestName('x'.repeat(1_000_000), fields)).toBeUndefined();
});
