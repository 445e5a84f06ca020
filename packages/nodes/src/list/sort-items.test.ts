import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { sortItems } from './sort-items.ts';

const lists = { items: ['a', 'b', 'c', 'd'], keys: [1, 3, 1, 2] };

it('puts the largest number first and keeps the order of equals', async () => {
  expect((await runNode(sortItems, lists)).output).toEqual({
    items: ['b', 'd', 'a', 'c'],
    keys: [3, 2, 1, 1],
  });
});

it('puts the smallest number first when asked', async () => {
  const { output } = await runNode(sortItems, { ...lists, descending: false });
  expect(output['items']).toEqual(['a', 'c', 'd', 'b']);
});

it('needs a number for each item', async () => {
  await expect(runNode(sortItems, { items: ['a'], keys: [] })).rejects.toMatchObject({
    code: 'unequal-lengths',
  });
});
