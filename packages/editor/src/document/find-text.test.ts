import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { findText } from './find-text.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image', title: 'Product photo', description: 'The shot' } },
  nodes: {
    scene: {
      type: 'predict',
      model: 'owner/edit',
      note: 'Careful',
      input: {
        image: { $from: 'inputs.photo' },
        prompt: 'A cat on a beach, in the evening, with long shadows and nobody else around',
        seed: 42,
        options: { style: ['Studio'] },
      },
    },
  },
  outputs: { poster: { $from: 'scene.output' } },
  layout: {
    $frames: { f: { title: 'Beach part', position: [0, 0], size: [1, 1], cards: [] } },
    $notes: { n: { text: 'Ask about the beach', position: [0, 0], size: [1, 1] } },
  },
};

it('finds values, titles and notes, and says where', () => {
  expect(
    findText(workflow, 'BEACH').map(({ card, where, port }) => ({ card, where, port })),
  ).toEqual([
    { card: 'scene', where: 'value', port: 'prompt' },
    { card: '$frames.f', where: 'title', port: undefined },
    { card: '$notes.n', where: 'note', port: undefined },
  ]);
});

it.each([
  ['42', 'value'],
  ['studio', 'value'],
  ['owner/', 'model'],
  ['predict', 'type'],
  ['careful', 'note'],
  ['scene', 'id'],
])('finds %s in a %s', (query, where) => {
  expect(findText(workflow, query)).toEqual([expect.objectContaining({ card: 'scene', where })]);
});

it('does not find what a node is connected with', () => {
  expect(findText(workflow, 'photo').map(({ card }) => card)).toEqual([
    'inputs.photo',
    'inputs.photo',
  ]);
});

it('shows what is around, and where in it the text begins', () => {
  const [hit] = findText(workflow, 'shadows');
  expect(hit?.text).toMatch(/^….*long shadows and nobody else around$/);
  expect(hit?.text.slice(hit.start, hit.start + hit.length)).toBe('shadows');
});

it('finds nothing for nothing', () => {
  expect(findText(workflow, '  ')).toEqual([]);
});
