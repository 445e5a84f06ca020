import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { calculate } from './calculate.ts';

it.each([
  ['add', 9],
  ['subtract', 5],
  ['multiply', 14],
  ['divide', 3.5],
  ['remainder', 1],
  ['power', 49],
  ['smaller', 2],
  ['larger', 7],
])('can %s', async (operator, value) => {
  expect((await runNode(calculate, { a: 7, operator, b: 2 })).output).toEqual({ value });
});

it.each(['divide', 'remainder'])('says so when asked to %s by zero', async (operator) => {
  await expect(runNode(calculate, { a: 7, operator, b: 0 })).rejects.toMatchObject({
    code: 'division-by-zero',
    message: '7 cannot be divided by zero.',
  });
});

it('refuses results that are no numbers', async () => {
  await expect(runNode(calculate, { a: -8, operator: 'power', b: 0.5 })).rejects.toMatchObject({
    code: 'not-a-finite-number',
  });
});
