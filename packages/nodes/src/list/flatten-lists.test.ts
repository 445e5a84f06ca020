import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { flattenLists } from './flatten-lists.ts';

it('joins lists of any length, one level deep', async () => {
  expect((await runNode(flattenLists, { items: [[1, 2], [], [[3]]] })).output).toEqual({
    items: [1, 2, [3]],
  });
});
