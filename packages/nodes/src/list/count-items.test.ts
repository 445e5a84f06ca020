import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { countItems } from './count-items.ts';

it('counts', async () => {
  expect((await runNode(countItems, { items: ['a', null] })).output).toEqual({ count: 2 });
  expect((await runNode(countItems, { items: [] })).output).toEqual({ count: 0 });
});
