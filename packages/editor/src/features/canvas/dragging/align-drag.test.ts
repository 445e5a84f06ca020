import { expect, it } from 'vitest';
import { alignDrag } from './align-drag.ts';

const other = { x: 0, y: 0, width: 200, height: 100 };

it('pulls a card in line with an edge or a middle that is near', () => {
  const { x, y, guides } = alignDrag({ x: 300, y: 4, width: 200, height: 100 }, [other]);
  expect([x, y]).toEqual([0, -4]);
  expect(guides).toEqual([{ axis: 'y', at: 0, from: 0, to: 500 }]);
});

it('aligns middles of cards of different sizes', () => {
  const { x } = alignDrag({ x: 53, y: 400, width: 100, height: 40 }, [other]);
  expect(x).toBe(-3);
});

it('leaves a card alone that is in line with nothing', () => {
  expect(alignDrag({ x: 317, y: 333, width: 77, height: 31 }, [other])).toEqual({
    x: 0,
    y: 0,
    guides: [],
  });
});
