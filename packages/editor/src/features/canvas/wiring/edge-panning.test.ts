import { expect, it } from 'vitest';
import { edgeStep } from './edge-panning.ts';

it('pans faster the nearer the pointer is to an edge, and not at all away from it', () => {
  expect(edgeStep(500, 0, 1000)).toBe(0);
  expect(edgeStep(20, 0, 1000)).toBe(7.5);
  expect(edgeStep(0, 0, 1000)).toBe(15);
  expect(edgeStep(-200, 0, 1000)).toBe(15);
  expect(edgeStep(980, 0, 1000)).toBe(-7.5);
});
