import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { parseJson } from './parse-json.ts';

it('reads JSON', async () => {
  expect((await runNode(parseJson, { text: ' {"a": [1]} ' })).output).toEqual({
    value: { a: [1] },
  });
});

it('reads JSON in a code fence', async () => {
  expect((await runNode(parseJson, { text: '```json\n{"a":\n1}\n```\n' })).output).toEqual({
    value: { a: 1 },
  });
});

it('says how the text starts that is no JSON', async () => {
  await expect(runNode(parseJson, { text: 'Sure! Here it is: {}' })).rejects.toMatchObject({
    code: 'invalid-json',
    message: expect.stringContaining('Sure! Here'),
  });
});
