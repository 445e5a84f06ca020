import { expect, it } from 'vitest';
import { BoundedLabels } from './bounded-labels.ts';

it('tells the first values of a label apart, and no more than it may', () => {
  const labels = new BoundedLabels();
  const values = Array.from({ length: 5000 }, (_, index) => `owner/model-${index}`);
  const told = new Set(values.map((value) => labels.of(value)));
  expect(told.size).toBe(201);
  expect(labels.of('owner/model-0')).toBe('owner/model-0');
  expect(labels.of('owner/model-4999')).toBe('other');
});
