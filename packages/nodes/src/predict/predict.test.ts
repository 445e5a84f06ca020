import { expect, it } from 'vitest';
import { runNode } from '../../test/node-context.ts';
import { predict } from './predict.ts';

it('calls the model of the node with all of its input', async () => {
  const node = { provider: 'local', model: 'catena/speak' };
  const { output, predictCalls } = await runNode(predict, { text: 'Hello', speed: 2 }, node);
  expect(predictCalls).toEqual([{ ...node, input: { text: 'Hello', speed: 2 } }]);
  expect(output).toEqual({ output: 'predicted' });
});

it('says which node lacks its model', async () => {
  await expect(runNode(predict, {}, { provider: 'local' })).rejects.toMatchObject({
    code: 'missing-model',
    nodeId: 'tested',
  });
});
