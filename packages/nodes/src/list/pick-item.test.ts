import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { pickItem } from './pick-item.ts';

it.each([
  [undefined, 'a'],
  [2, 'c'],
  [-1, 'c'],
  [-3, 'a'],
])('picks position %j', async (index, item) => {
  expect((await runNode(pickItem, { items: ['a', 'b', 'c'], index })).output).toEqual({ item });
});

it.each([3, -4])('says how long the list is when there is no position %j', async (index) => {
  await expect(runNode(pickItem, { items: ['a', 'b', 'c'], index })).rejects.toMatchObject({
    code: 'no-such-item',
    message: `There is no item at position ${index}: the list has 3.`,
  });
});
