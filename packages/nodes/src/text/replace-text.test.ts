import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { replaceText } from './replace-text.ts';

async function replace(input: Record<string, unknown>) {
  return (await runNode(replaceText, input)).output['text'];
}

it('replaces every occurrence, as it stands', async () => {
  expect(await replace({ text: 'a.b.c', find: '.', replacement: '$&' })).toBe('a$&b$&c');
});

it('replaces what matches a pattern', async () => {
  const input = { text: 'One 1, two 22', find: '[0-9]+', isPattern: true };
  expect(await replace({ ...input, replacement: '#' })).toBe('One #, two #');
  expect(await replace({ ...input, find: '^ONE ', ignoreCase: true })).toBe('1, two 22');
});

it('ends with patterns that match nothing', async () => {
  expect(await replace({ text: 'ab', find: 'x*', replacement: '-', isPattern: true })).toBe(
    '-a-b-',
  );
});
