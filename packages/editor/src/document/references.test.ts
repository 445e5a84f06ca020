import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { hasCard, listCards, positionOf, titleOfCard } from './cards.ts';
import { neighbourOf } from './neighbour-of.ts';
import { reachCards } from './reach-cards.ts';
import { readEdges } from './read-edges.ts';
import { isReference, parseFrom, writeFrom } from './references.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image', title: 'The photo' } },
  nodes: {
    one: {
      type: 'a',
      input: { image: { $from: 'inputs.photo', each: true }, odd: { $from: 'no dot' } },
    },
    two: { type: 'a', input: { image: { $from: 'one.output.first' } } },
  },
  outputs: { result: { $from: 'two.image' } },
  layout: { one: [0, 0], $notes: { n: { text: '', position: [7, 7], size: [1, 1] } } },
};

it('knows references by their form', () => {
  expect(isReference({ $from: 'a.b' })).toBe(true);
  for (const value of [null, 'a.b', ['a.b'], { $from: 7 }, { $literal: { $from: 'a.b' } }]) {
    expect(isReference(value)).toBe(false);
  }
});

it.each(['one.image', 'one.output.first', 'inputs.photo'])('reads and writes %s', (from) => {
  const source = parseFrom(from);
  expect(source && writeFrom(source)).toBe(from);
});

it('writes no source for what gives nothing', () => {
  expect(writeFrom({ card: 'outputs.result', port: 'value' })).toBeUndefined();
  expect(writeFrom({ card: '$notes.n', port: 'value' })).toBeUndefined();
});

it('reads edges of nodes and of outputs, once for a document', () => {
  const edges = readEdges(workflow);
  expect(edges).toEqual([
    {
      id: 'one/image',
      source: 'inputs.photo',
      sourcePort: 'value',
      target: 'one',
      targetPort: 'image',
      each: true,
    },
    {
      id: 'two/image',
      source: 'one',
      sourcePort: 'output.first',
      target: 'two',
      targetPort: 'image',
    },
    {
      id: 'outputs.result/value',
      source: 'two',
      sourcePort: 'image',
      target: 'outputs.result',
      targetPort: 'value',
    },
  ]);
  expect(readEdges({ ...workflow, name: 'Other' })).toBe(edges);
  expect(readEdges({ catena: 1, nodes: workflow.nodes })).toHaveLength(2);
});

it('lists cards of all kinds, with their places and titles', () => {
  expect(listCards(workflow)).toEqual(['one', 'two', 'inputs.photo', 'outputs.result', '$notes.n']);
  expect(hasCard(workflow, 'toString')).toBe(false);
  expect(positionOf(workflow, '$notes.n')).toEqual([7, 7]);
  expect(positionOf(workflow, 'two')).toBeDefined();
  expect(titleOfCard(workflow, 'inputs.photo')).toBe('The photo');
  expect(titleOfCard(workflow, 'one')).toBe('one');
});

it('follows edges in both directions, through inputs and outputs', () => {
  expect([...reachCards(workflow, ['one'], 'downstream')]).toEqual([
    'one',
    'two',
    'outputs.result',
  ]);
  expect([...reachCards(workflow, ['two'], 'upstream')]).toEqual(['two', 'one', 'inputs.photo']);
});

it('leads nowhere from the ends of a chain', () => {
  expect(neighbourOf(workflow, 'outputs.result', 'right')).toBeUndefined();
  expect(neighbourOf({ catena: 1, nodes: {} }, undefined, 'right')).toBeUndefined();
});
