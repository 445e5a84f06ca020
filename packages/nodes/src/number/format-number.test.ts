import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { formatNumber } from './format-number.ts';

it.each([
  [{ number: 7 }, '7'],
  [{ number: 7, digits: 3 }, '007'],
  [{ number: -7.256, decimals: 2, digits: 2 }, '-07.26'],
  [{ number: -0.001, decimals: 1 }, '0.0'],
  [{ number: 0.5 }, '0.5'],
])('writes %j', async (input, text) => {
  expect((await runNode(formatNumber, input)).output).toEqual({ text });
});
