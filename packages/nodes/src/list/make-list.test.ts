import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { makeList } from './make-list.ts';

it('lists what is there, in order', async () => {
  const { output } = await runNode(makeList, { item8: 'z', item2: null, item1: 'a' });
  expect(output).toEqual({ items: ['a', null, 'z'] });
});

it('makes an empty list of nothing', async () => {
  expect((await runNode(makeList, {})).output).toEqual({ items: [] });
});
