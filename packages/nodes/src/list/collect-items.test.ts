import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { collectItems } from './collect-items.ts';

it('gives back the items, in order', async () => {
  expect((await runNode(collectItems, { items: [1, 'a', null] })).output).toEqual({
    items: [1, 'a', null],
  });
});
