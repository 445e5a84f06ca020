import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { listValues } from './list-values.ts';

it('gives the items of a list at a path', async () => {
  const { output } = await runNode(listValues, { value: { faces: [{ a: 1 }, 2] }, path: 'faces' });
  expect(output).toEqual({ items: [{ a: 1 }, 2] });
});

it('gives the items of the value itself', async () => {
  expect((await runNode(listValues, { value: [1, 2] })).output).toEqual({ items: [1, 2] });
});

it('refuses what is not a list', async () => {
  await expect(runNode(listValues, { value: { a: 1 }, path: 'a' })).rejects.toMatchObject({
    code: 'not-a-list',
  });
});
