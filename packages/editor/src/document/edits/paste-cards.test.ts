import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { readLayout } from '../layout.ts';
import { copyCards } from './copy-cards.ts';
import { duplicateIn } from './duplicate-cards.ts';
import { pasteInto } from './paste-cards.ts';

const workflow: Workflow = {
  catena: 1,
  name: 'Mine',
  inputs: { photo: { type: 'image', title: 'Photo' } },
  nodes: {
    one: { type: 'image.resize', input: { image: { $from: 'inputs.photo' } } },
    two: { type: 'image.resize', input: { image: { $from: 'one.image' }, width: 9 } },
    far: { type: 'image.resize', input: { image: { $from: 'two.image' } } },
  },
  outputs: { result: { $from: 'two.image' }, other: { $from: 'far.image' } },
  layout: {
    one: [0, 0],
    two: [300, 0],
    'outputs.result': [600, 0],
    $looks: { two: { color: 'red' } },
    $frames: { f: { title: 'F', position: [-20, -20], size: [700, 300], cards: ['one', 'two'] } },
    $reroutes: { 'two/image': [[250, 10]], 'far/image': [[1, 1]] },
  },
};

it('copies cards with what they look like, and nothing else', () => {
  expect(copyCards(workflow, ['two', 'outputs.result'])).toEqual({
    catena: 1,
    nodes: { two: workflow.nodes['two'] },
    outputs: { result: { $from: 'two.image' } },
    layout: {
      two: [300, 0],
      'outputs.result': [600, 0],
      $looks: { two: { color: 'red' } },
      $reroutes: { 'two/image': [[250, 10]] },
    },
  });
});

it('copies what lies in a frame with it', () => {
  expect(Object.keys(copyCards(workflow, ['$frames.f']).nodes)).toEqual(['one', 'two']);
});

it('keeps edges between the copies and drops those from elsewhere', () => {
  const { workflow: after, cards } = duplicateIn(workflow, ['one', 'two']);
  expect(cards).toEqual(['one-2', 'two-2']);
  expect(after.nodes['one-2']).toEqual({ type: 'image.resize' });
  expect(after.nodes['two-2']?.input).toEqual({ image: { $from: 'one-2.image' }, width: 9 });
});

it('keeps edges from elsewhere where it is asked to', () => {
  const { workflow: after } = duplicateIn(workflow, ['one'], { withEdges: true });
  expect(after.nodes['one-2']?.input).toEqual({ image: { $from: 'inputs.photo' } });
});

it('lays copies beside what they are copies of, frames and points included', () => {
  const { workflow: after } = duplicateIn(workflow, ['$frames.f'], { offset: [10, 20] });
  const { positions, frames, looks, reroutes } = readLayout(after);
  expect(positions).toMatchObject({ 'one-2': [10, 20], 'two-2': [310, 20] });
  expect(frames['f-2']).toMatchObject({ position: [-10, 0], cards: ['one-2', 'two-2'] });
  expect(looks['two-2']).toEqual({ color: 'red' });
  expect(reroutes['two-2/image']).toEqual([[260, 30]]);
});

it('drops an output whose source is not copied', () => {
  const { workflow: after, cards } = duplicateIn(workflow, ['outputs.other']);
  expect(cards).toEqual([]);
  expect(after.outputs).toEqual(workflow.outputs);
});

it('copies an output with its source, and inputs with what they feed', () => {
  const { workflow: after } = duplicateIn(workflow, [
    'inputs.photo',
    'one',
    'two',
    'outputs.result',
  ]);
  expect(after.inputs?.['photo-2']).toEqual({ type: 'image', title: 'Photo' });
  expect(after.nodes['one-2']?.input).toEqual({ image: { $from: 'inputs.photo-2' } });
  expect(after.outputs?.['result-2']).toEqual({ $from: 'two-2.image' });
});

it('pastes around a point, into any document', () => {
  const empty: Workflow = { catena: 1, nodes: {} };
  const sizeOf = () => ({ width: 100, height: 100 });
  const fragment = copyCards(workflow, ['one', 'two']);
  const { workflow: after } = pasteInto(empty, fragment, {
    at: [1000, 1000],
    sizeOf,
    withEdges: true,
  });
  expect(readLayout(after).positions).toEqual({ one: [800, 950], two: [1100, 950] });
  expect(after.nodes['one']).toEqual({ type: 'image.resize' });
});
