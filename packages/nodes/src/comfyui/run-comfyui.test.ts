import { expect, it } from 'vitest';
import { imageRef, runNode } from '../../test/node-context.ts';
import { runComfyui } from './run-comfyui.ts';

const graph = {
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a fox', clip: ['4', 1] } },
  '9': { class_type: 'LoadImage', inputs: { image: 'mine.png' } },
  '10': { class_type: 'LoadImage', inputs: { image: 'other.png' } },
};
const fields = [
  { name: 'text', type: 'text', node: '6', input: 'text' },
  { name: 'first', type: 'image', node: '9', input: 'image' },
  { name: 'second', type: 'image', node: '10', input: 'image' },
];
const node = { provider: 'replicate', model: 'owner/comfyui' };

it('puts values in place of literals and hands the file beside the graph', async () => {
  const first = imageRef('a1');
  const { predictCalls } = await runNode(runComfyui, { graph, fields, text: 'a cat', first }, node);
  const [call] = predictCalls;
  expect(call).toMatchObject({ ...node, input: { input_file: first, randomise_seeds: false } });
  expect(JSON.parse(String(call?.input['workflow_json']))).toEqual({
    ...graph,
    '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a cat', clip: ['4', 1] } },
    '9': { class_type: 'LoadImage', inputs: { image: 'input.png' } },
  });
});

it('leaves literals alone for which nothing is given', async () => {
  const { predictCalls } = await runNode(runComfyui, { graph, fields }, node);
  expect(JSON.parse(String(predictCalls[0]?.input['workflow_json']))).toEqual(graph);
});

it('refuses two different files, which the model cannot tell apart', async () => {
  const input = { graph, fields, first: imageRef('a1'), second: imageRef('b2') };
  await expect(runNode(runComfyui, input, node)).rejects.toMatchObject({ code: 'too-many-files' });
});

it('says which node lacks its model', async () => {
  await expect(runNode(runComfyui, { graph })).rejects.toMatchObject({ code: 'missing-model' });
});
