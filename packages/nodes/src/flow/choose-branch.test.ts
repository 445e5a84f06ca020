import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { chooseBranch } from './choose-branch.ts';

async function holds(input: Record<string, unknown>): Promise<boolean> {
  const { output } = await runNode(chooseBranch, { value: 'sent on', ...input });
  expect(Object.values(output)).toEqual(['sent on']);
  return 'then' in output;
}

it.each([true, 1, 'yes', [0], {}, 'False friend'])('takes %j for true', async (condition) => {
  expect(await holds({ condition })).toBe(true);
});

it.each([false, 0, '', ' No ', 'FALSE', null, []])('takes %j for not true', async (condition) => {
  expect(await holds({ condition })).toBe(false);
});

it.each([
  ['equals', 3, '3.0', true],
  ['equals', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, true],
  ['equals', { a: 1 }, { a: 1, b: 2 }, false],
  ['equals', [1], { 0: 1 }, false],
  ['equals', imageRef(), { ...imageRef(), width: 1 }, true],
  ['equals', true, 'true', false],
  ['equals', 0, '', false],
  ['not-equals', 'a', 'b', true],
  ['greater-than', '10', 9, true],
  ['at-least', 9, 9, true],
  ['less-than', 9, 9, false],
  ['at-most', 9, 9, true],
  ['contains', 'a cat', 'cat', true],
  ['contains', ['cat', 'dog'], 'do', false],
  ['contains', [{ a: 1 }], { a: 1 }, true],
  ['contains', { cat: 1 }, 'cat', true],
  ['is-empty', '  ', undefined, true],
  ['is-empty', [], undefined, true],
  ['is-empty', 0, undefined, false],
])('says whether %s holds for %j and %j', async (...example) => {
  const [operator, condition, to, expected] = example;
  expect(await holds({ operator, condition, to })).toBe(expected);
});

it('looks at the value itself without a condition', async () => {
  const input = { value: 0.4, operator: 'at-least', to: 0.5 };
  expect((await runNode(chooseBranch, input)).output).toEqual({ otherwise: 0.4 });
});

it('refuses to order what are no numbers', async () => {
  await expect(
    runNode(chooseBranch, { value: 'cat', operator: 'less-than', to: 5 }),
  ).rejects.toMatchObject({ code: 'cannot-compare' });
});
