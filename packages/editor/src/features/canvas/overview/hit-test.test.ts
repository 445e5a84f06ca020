import { expect, it } from 'vitest';
import { cardAt, cardsIn, touches, wireAt } from './hit-test.ts';
import type { SceneWire } from './scene.ts';

const left = { id: 'left', x: 0, y: 0, width: 100, height: 50 };
const right = { id: 'right', x: 200, y: 0, width: 100, height: 50 };
const over = { id: 'over', x: 50, y: 20, width: 100, height: 50 };
const scene = { cards: [left, right, over] };

const wire: SceneWire = {
  edge: { id: 'right/in', source: 'left', sourcePort: 'out', target: 'right', targetPort: 'in' },
  source: left,
  target: right,
  fromY: 25,
  toY: 25,
  points: [],
};

it('finds the card at a spot, the upper one where two lie there', () => {
  expect(cardAt(scene, { x: 10, y: 10 })?.id).toBe('left');
  expect(cardAt(scene, { x: 75, y: 30 })?.id).toBe('over');
  expect(cardAt(scene, { x: 175, y: 10 })).toBeUndefined();
});

it('finds the cards that a box touches, though it holds none of them', () => {
  expect(cardsIn(scene, { x: 90, y: 5, width: 5, height: 5 })).toEqual(['left']);
  expect(cardsIn(scene, { x: -10, y: -10, width: 400, height: 100 })).toHaveLength(3);
  expect(cardsIn(scene, { x: 100, y: 0, width: 20, height: 10 })).toEqual([]);
});

it('does not take boxes that only lie side by side for touching', () => {
  expect(touches(left, { x: 100, y: 0, width: 10, height: 10 })).toBe(false);
  expect(touches(left, { x: 99, y: 49, width: 10, height: 10 })).toBe(true);
});

it('finds a wire near a spot, and none farther away than asked for', () => {
  const wires = { wires: [wire] };
  expect(wireAt(wires, { x: 150, y: 27 }, 5)).toBe('right/in');
  expect(wireAt(wires, { x: 150, y: 40 }, 5)).toBeUndefined();
});

it('follows a wire where it is led around', () => {
  const wires = { wires: [{ ...wire, points: [[150, 300]] as const }] };
  expect(wireAt(wires, { x: 150, y: 299 }, 5)).toBe('right/in');
  expect(wireAt(wires, { x: 150, y: 25 }, 5)).toBeUndefined();
});
