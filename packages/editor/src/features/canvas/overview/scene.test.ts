import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createScene } from './scene.ts';

const workflow: Workflow = {
  catena: 1,
  name: 'Three',
  inputs: { who: { type: 'text', default: 'world' } },
  nodes: {
    first: {
      type: 'text.template',
      input: { template: 'a {{who}}', who: { $from: 'inputs.who' } },
    },
    second: { type: 'text.template', input: { template: '{{a}}', a: { $from: 'first.text' } } },
    third: { type: 'text.template', input: { template: '{{a}}', a: { $from: 'second.text' } } },
  },
  layout: { 'inputs.who': [-300, 0], first: [0, 0], second: [400, 0], third: [800, 0] },
};

const withFrame = (collapsed: boolean): Workflow => ({
  ...workflow,
  layout: {
    ...workflow.layout,
    $frames: {
      both: {
        title: 'Both',
        position: [0, 0],
        size: [700, 300],
        cards: ['first', 'second'],
        collapsed,
      },
    },
  },
});

it('places every card, as large as it was drawn or is estimated to be', () => {
  const scene = createScene(workflow, new Map([['first', { width: 280, height: 111 }]]));
  expect(scene.cards.map(({ id }) => id).toSorted()).toEqual([
    'first',
    'inputs.who',
    'second',
    'third',
  ]);
  expect(scene.byId.get('first')).toEqual({ id: 'first', x: 0, y: 0, width: 280, height: 111 });
  expect(scene.byId.get('second')?.height).toBeGreaterThan(100);
});

it('leads wires from side to side, evenly spread', () => {
  const sizes = new Map([['first', { width: 280, height: 100 }]]);
  const [wire] = createScene(workflow, sizes).wires;
  expect(wire?.edge.id).toBe('first/who');
  expect([wire?.source.id, wire?.target.id, wire?.toY]).toEqual(['inputs.who', 'first', 50]);
});

it('ends wires of cards in a collapsed frame at the frame, and drops those inside', () => {
  const scene = createScene(withFrame(true), new Map());
  expect(scene.cards.map(({ id }) => id)).not.toContain('first');
  expect(scene.wires.map(({ source, target }) => [source.id, target.id])).toEqual([
    ['inputs.who', '$frames.both'],
    ['$frames.both', 'third'],
  ]);
});

it('keeps frames and notes apart, since they stay elements of the page', () => {
  const scene = createScene(withFrame(false), new Map());
  expect(scene.surroundings.map(({ id }) => id)).toEqual(['$frames.both']);
  expect(scene.cards).toHaveLength(4);
});
