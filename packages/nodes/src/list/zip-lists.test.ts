import { describeNode } from '@catena/engine';
import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { zipLists } from './zip-lists.ts';

it('gives only the lists that are there', async () => {
  const lists = { first: [1, 2], second: ['a', 'b'] };
  expect((await runNode(zipLists, lists)).output).toEqual(lists);
  const three = { ...lists, fourth: [[], []] };
  expect((await runNode(zipLists, three)).output).toEqual(three);
});

it('says how long the lists are when they differ', async () => {
  await expect(
    runNode(zipLists, { first: [1, 2], second: ['a'], third: [true] }),
  ).rejects.toMatchObject({
    code: 'unequal-lengths',
    message: 'The lists are not equally long: first has 2, second has 1, third has 1.',
    details: { lengths: { first: 2, second: 1, third: 1 } },
  });
});

it('opens one axis for all of its outputs', () => {
  const axes = describeNode(zipLists).outputs.map((output) => output.axis);
  expect(axes).toEqual(['pair', 'pair', 'pair', 'pair']);
});
