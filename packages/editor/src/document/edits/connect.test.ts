import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { readEdges } from '../read-edges.ts';
import { connect } from './connect.ts';
import { disconnect, disconnectAll } from './disconnect.ts';
import { insertOnEdge } from './insert-on-edge.ts';
import { moveEdges } from './move-edges.ts';
import { setInput } from './set-input.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: {
    one: { type: 'image.resize', input: { image: { $from: 'inputs.photo' }, width: 64 } },
    two: { type: 'image.resize', input: { image: { $from: 'one.image' } } },
    three: { type: 'image.resize' },
  },
  outputs: { result: { $from: 'two.image', title: 'Result' } },
  layout: { $reroutes: { 'two/image': [[1, 2]] } },
};

it('connects a node with a node', () => {
  const edit = connect({
    source: 'two',
    sourcePort: 'image',
    target: 'three',
    targetPort: 'image',
  });
  expect(edit(workflow).nodes['three']?.input).toEqual({ image: { $from: 'two.image' } });
});

it('connects an input of the workflow, whatever its port is called', () => {
  const edit = connect({
    source: 'inputs.photo',
    sourcePort: 'value',
    target: 'three',
    targetPort: 'image',
    each: true,
  });
  expect(edit(workflow).nodes['three']?.input).toEqual({
    image: { $from: 'inputs.photo', each: true },
  });
});

it('gives an output of the workflow another source and keeps its words', () => {
  const edit = connect({
    source: 'one',
    sourcePort: 'image',
    target: 'outputs.result',
    targetPort: 'value',
  });
  expect(edit(workflow).outputs).toEqual({ result: { $from: 'one.image', title: 'Result' } });
});

it('replaces what fed the port, and gives up the points of the way before', () => {
  const edit = connect({
    source: 'inputs.photo',
    sourcePort: 'value',
    target: 'two',
    targetPort: 'image',
  });
  const after = edit(workflow);
  expect(after.nodes['two']?.input).toEqual({ image: { $from: 'inputs.photo' } });
  expect(after.layout).toBeUndefined();
});

it.each([
  ['gone', 'two'],
  ['one', 'gone'],
  ['inputs.gone', 'two'],
  ['outputs.result', 'two'],
  ['$notes.note-1', 'two'],
  ['one', 'outputs.gone'],
])('does nothing from %s to %s', (source, target) => {
  const edit = connect({ source, sourcePort: 'image', target, targetPort: 'image' });
  expect(edit(workflow)).toBe(workflow);
});

it('disconnects a node without touching its values', () => {
  expect(disconnect('one/image')(workflow).nodes['one']?.input).toEqual({ width: 64 });
  expect(disconnect('one/width')(workflow)).toBe(workflow);
});

it('removes an output of the workflow with its edge', () => {
  expect(disconnect('outputs.result/value')(workflow).outputs).toBeUndefined();
});

it('disconnects all of a card, or one side of it', () => {
  expect(readEdges(disconnectAll({ card: 'one' })(workflow)).map(({ id }) => id)).toEqual([
    'outputs.result/value',
  ]);
  const left = disconnectAll({ card: 'one', side: 'target' })(workflow);
  expect(readEdges(left).map(({ id }) => id)).toEqual(['two/image', 'outputs.result/value']);
});

it('leaves the object out when the last value of a node is taken away', () => {
  expect(setInput('two', 'image', undefined)(workflow).nodes['two']).toEqual({
    type: 'image.resize',
  });
});

it('leads an edge through a node', () => {
  const edit = insertOnEdge('two/image', { node: 'three', input: 'image', output: 'image' });
  const { nodes } = edit(workflow);
  expect(nodes['three']?.input).toEqual({ image: { $from: 'one.image' } });
  expect(nodes['two']?.input).toEqual({ image: { $from: 'three.image' } });
});

it('leads no edge through one of its own ends', () => {
  const edit = insertOnEdge('two/image', { node: 'one', input: 'image', output: 'image' });
  expect(edit(workflow)).toBe(workflow);
});

it('moves all edges of an output to another', () => {
  const edit = moveEdges({ card: 'one', port: 'image' }, { card: 'inputs.photo', port: 'value' });
  expect(edit(workflow).nodes['two']?.input).toEqual({ image: { $from: 'inputs.photo' } });
});
