import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { runView, stepRun } from '../../../../test/run-view.ts';
import { readPreviews } from './previews.ts';

const picture = (digit: string, mediaType = 'image/png') => ({
  $artifact: digit.repeat(64),
  mediaType,
  sizeBytes: 10,
});

const workflow: Workflow = {
  catena: 1,
  inputs: {
    photo: { type: 'image', default: picture('a') },
    words: { type: 'text', default: 'x' },
  },
  nodes: { one: { type: 'image.resize' }, sound: { type: 'predict' }, later: { type: 'predict' } },
  outputs: { result: { $from: 'one.image' } },
};

it('takes the pictures of cards from the run, whether its cards were ever drawn or not', () => {
  const view = {
    ...runView([
      stepRun('one', { output: { count: 2, image: [picture('b'), picture('c')] } }),
      stepRun('sound', { output: { output: picture('d', 'audio/wav') } }),
    ]),
    outputs: { result: [picture('b')] },
  };
  expect([...readPreviews(workflow, view)]).toEqual([
    ['inputs.photo', 'a'.repeat(64)],
    ['one', 'b'.repeat(64)],
    ['outputs.result', 'b'.repeat(64)],
  ]);
});

it('has those of inputs before any run', () => {
  expect([...readPreviews(workflow, undefined).keys()]).toEqual(['inputs.photo']);
});
