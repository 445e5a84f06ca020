import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { analysed } from '../../../test/analysed.ts';
import { removeCards } from './remove-cards.ts';

const { workflow, ports } = analysed(
  {
    small: { type: 'image.resize', input: { image: { $from: 'inputs.photo' } } },
    large: {
      type: 'predict',
      provider: 'local',
      model: 'catena/upscale',
      input: { image: { $from: 'small.image' } },
    },
    both: {
      type: 'image.blend',
      input: { below: { $from: 'large.output' }, above: { $from: 'inputs.photo' } },
    },
  },
  {
    inputs: { photo: { type: 'image' } },
    outputs: { result: { $from: 'both.image' }, larger: { $from: 'large.output' } },
    layout: {
      small: [0, 0],
      large: [1, 1],
      'outputs.larger': [2, 2],
      $looks: { large: { collapsed: true } },
      $frames: { f: { title: 'F', position: [0, 0], size: [9, 9], cards: ['large', 'small'] } },
      $reroutes: { 'both/below': [[1, 1]], 'both/above': [[2, 2]] },
      $viewport: { zoom: 2 },
    },
  },
);

it('removes a node and every mention of it', () => {
  expect(removeCards(['large'])(workflow)).toEqual({
    ...workflow,
    nodes: {
      small: workflow.nodes['small'],
      both: { type: 'image.blend', input: { above: { $from: 'inputs.photo' } } },
    },
    outputs: { result: { $from: 'both.image' } },
    layout: {
      small: [0, 0],
      $frames: { f: { title: 'F', position: [0, 0], size: [9, 9], cards: ['small'] } },
      $reroutes: { 'both/above': [[2, 2]] },
      $viewport: { zoom: 2 },
    },
  });
});

it('joins what a node was between, outputs of the workflow included', () => {
  const after = removeCards(['large'], { heal: ports })(workflow);
  expect(after.nodes['both']?.input?.['below']).toEqual({ $from: 'small.image' });
  expect(after.outputs?.['larger']).toEqual({ $from: 'small.image' });
});

it('joins over several nodes that go at once', () => {
  const after = removeCards(['large', 'small'], { heal: ports })(workflow);
  expect(after.nodes['both']?.input?.['below']).toEqual({ $from: 'inputs.photo' });
});

it('joins nothing where two inputs could be passed on', () => {
  const after = removeCards(['both'], { heal: ports })(workflow);
  expect(after.outputs).toEqual({ larger: { $from: 'large.output' } });
});

it('joins where only one of two inputs is connected', () => {
  const oneFed: Workflow = {
    ...workflow,
    nodes: {
      ...workflow.nodes,
      both: { type: 'image.blend', input: { below: { $from: 'large.output' } } },
    },
  };
  const after = removeCards(['both'], { heal: ports })(oneFed);
  expect(after.outputs?.['result']).toEqual({ $from: 'large.output' });
});

it('takes an input of the workflow out of all nodes', () => {
  const after = removeCards(['inputs.photo'])(workflow);
  expect(after.inputs).toBeUndefined();
  expect(after.nodes['small']).toEqual({ type: 'image.resize' });
});

it('removes a frame and leaves what lies in it', () => {
  const after = removeCards(['$frames.f'])(workflow);
  expect(after.nodes).toBe(workflow.nodes);
  expect(after.layout).not.toHaveProperty('$frames');
});

it('does nothing for what is not there', () => {
  expect(removeCards(['gone', 'outputs.gone'])(workflow)).toBe(workflow);
});
