import { expect, it } from 'vitest';
import { createCanvasPort, isAttachable } from './canvas-port.ts';

it('passes on to the canvas on the screen, and does nothing without one', () => {
  const port = createCanvasPort();
  expect(isAttachable(port)).toBe(true);
  expect(port.center()).toEqual([0, 0]);
  expect(port.sizeOf('a')).toBeUndefined();
  const focused: string[] = [];
  const { attach: _attach, ...nothing } = createCanvasPort();
  const detach = port.attach({
    ...nothing,
    center: () => [5, 6],
    focus: (card) => void focused.push(card),
  });
  port.focus('a');
  expect(port.center()).toEqual([5, 6]);
  detach();
  port.focus('b');
  expect(focused).toEqual(['a']);
});

it('keeps the newer canvas where the older one leaves later', () => {
  const port = createCanvasPort();
  const { attach: _attach, ...nothing } = createCanvasPort();
  const leave = port.attach({ ...nothing, center: () => [1, 1] });
  port.attach({ ...nothing, center: () => [2, 2] });
  leave();
  expect(port.center()).toEqual([2, 2]);
});
