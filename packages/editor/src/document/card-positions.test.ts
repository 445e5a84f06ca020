import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { cardPositions } from './card-positions.ts';
import { estimateSize } from './estimate-size.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' }, other: { type: 'image' } },
  nodes: {
    last: { type: 't', input: { x: { $from: 'first.out' } } },
    first: { type: 't', input: { x: { $from: 'inputs.photo' } } },
    beside: { type: 't', input: { x: { $from: 'inputs.photo' } } },
  },
  outputs: { one: { $from: 'last.out' }, two: { $from: 'last.out' } },
};

it('places a file written by hand from left to right, and lets no card cover another', () => {
  const positions = cardPositions(workflow);
  const x = (card: string) => positions.get(card)?.[0] ?? Number.NaN;
  expect(x('inputs.photo')).toBeLessThan(x('first'));
  expect(x('first')).toBeLessThan(x('last'));
  expect(x('last')).toBeLessThan(x('outputs.one'));
  const cards = [...positions].map(([id, [left, top]]) => ({
    left,
    top,
    ...estimateSize(workflow, id),
  }));
  for (const [index, one] of cards.entries()) {
    for (const two of cards.slice(index + 1)) {
      const apart =
        one.left + one.width <= two.left ||
        two.left + two.width <= one.left ||
        one.top + one.height <= two.top ||
        two.top + two.height <= one.top;
      expect(apart).toBe(true);
    }
  }
});

it('keeps what the document says', () => {
  const placed = { ...workflow, layout: { first: [7, 8], 'outputs.one': [9, 9] } };
  expect(cardPositions(placed).get('first')).toEqual([7, 8]);
  expect(cardPositions(placed).get('outputs.one')).toEqual([9, 9]);
  expect(cardPositions(placed).size).toBe(7);
  expect(cardPositions(placed)).toBe(cardPositions(placed));
});
