import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { splitText } from './split-text.ts';

it('gives the lines of a text, whatever ends them, without empty ones', async () => {
  const { output } = await runNode(splitText, { text: ' a\r\n\n b\rc \n' });
  expect(output).toEqual({ parts: ['a', 'b', 'c'] });
});

it('cuts at a separator and can keep everything', async () => {
  const input = { text: 'a, ,b', separator: ',', trim: false, dropEmpty: false };
  expect((await runNode(splitText, input)).output).toEqual({ parts: ['a', ' ', 'b'] });
});

it('makes no parts of nothing', async () => {
  expect((await runNode(splitText, { text: '' })).output).toEqual({ parts: [] });
});
