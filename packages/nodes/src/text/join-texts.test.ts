import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { joinTexts } from './join-texts.ts';

it('joins lines by default', async () => {
  expect((await runNode(joinTexts, { texts: ['a', 'b'] })).output).toEqual({ text: 'a\nb' });
});

it('joins by any separator, and nothing to nothing', async () => {
  expect((await runNode(joinTexts, { texts: ['a', 'b'], separator: '' })).output['text']).toBe(
    'ab',
  );
  expect((await runNode(joinTexts, { texts: [] })).output['text']).toBe('');
});
