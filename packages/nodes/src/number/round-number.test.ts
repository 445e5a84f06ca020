import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { roundNumber } from './round-number.ts';

it.each([
  [{ number: 2.5 }, 3],
  [{ number: 2.9, mode: 'down' }, 2],
  [{ number: -0.4, mode: 'up' }, 0],
  [{ number: 1001, step: 8 }, 1000],
  [{ number: 1001, step: 8, mode: 'up' }, 1008],
])('makes %j a whole number', async (input, value) => {
  expect((await runNode(roundNumber, input)).output).toEqual({ value });
});
