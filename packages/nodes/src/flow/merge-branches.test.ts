import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { mergeBranches } from './merge-branches.ts';

it('takes the first branch that is there', async () => {
  const { output } = await runNode(mergeBranches, { fourth: 'd', second: null });
  expect(output).toEqual({ value: null });
});

it('says so when every branch was skipped', async () => {
  await expect(runNode(mergeBranches, {})).rejects.toMatchObject({ code: 'no-branch-taken' });
});
