import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { pickPattern } from './pick-pattern.ts';

it('gives the first match and all of them', async () => {
  const { output } = await runNode(pickPattern, { text: 'a1 b22 c333', pattern: '\\d+' });
  expect(output).toEqual({ match: '1', matches: ['1', '22', '333'] });
});

it('takes a group, empty where the group took no part', async () => {
  const input = { text: 'Total: 12, TOTAL:', pattern: 'total:(?: (\\d+))?', ignoreCase: true };
  const { output } = await runNode(pickPattern, { ...input, group: 1 });
  expect(output).toEqual({ match: '12', matches: ['12', ''] });
});

it('leaves the first match out where nothing matches, or takes the fallback', async () => {
  const input = { text: 'none', pattern: '\\d' };
  expect((await runNode(pickPattern, input)).output).toEqual({ matches: [] });
  const { output } = await runNode(pickPattern, { ...input, fallback: '0' });
  expect(output).toEqual({ match: '0', matches: [] });
});

it('stays fast where a backtracking engine hangs', async () => {
  const input = { text: 'a'.repeat(20_000), pattern: '(a+)+$x' };
  const startedAt = performance.now();
  expect((await runNode(pickPattern, input)).output).toEqual({ matches: [] });
  expect(performance.now() - startedAt).toBeLessThan(4000);
});

it.each(['(', 'a(?=b)', '\\1'])('says what is wrong with the pattern %s', async (pattern) => {
  await expect(runNode(pickPattern, { text: '', pattern })).rejects.toMatchObject({
    code: 'invalid-pattern',
  });
});

it('refuses a group that the pattern does not have', async () => {
  await expect(runNode(pickPattern, { text: 'a', pattern: 'a', group: 1 })).rejects.toMatchObject({
    code: 'invalid-pattern',
  });
});
