import { describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { moveCards } from '../../document/edits/move-cards.ts';
import { setFrame } from '../../document/edits/set-frame.ts';
import { setInput } from '../../document/edits/set-input.ts';
import { nothingSelected } from '../../document/workflow-store.ts';
import { createFlowDrawing, framePort } from './to-react-flow.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: {
    small: { type: 'image.resize', input: { image: { $from: 'inputs.photo' }, width: 64 } },
    grey: { type: 'image.convert', input: { image: { $from: 'small.image' } } },
    lost: { type: 'image.convert', input: { image: { $from: 'nobody.image' } } },
  },
  outputs: { result: { $from: 'grey.image' } },
  layout: {
    small: [0, 0],
    grey: [300, 0],
    lost: [0, 300],
    'inputs.photo': [-300, 0],
    'outputs.result': [600, 0],
    $frames: {
      f: { title: 'Both', position: [-20, -60], size: [640, 300], cards: ['small', 'grey'] },
    },
    $notes: { n: { text: 'hello', position: [0, 600], size: [200, 100] } },
    $looks: { grey: { fixed: true, width: 400 } },
  },
};

const sizes = new Map([['small', { width: 280, height: 140 }]]);
const source = { workflow, selection: nothingSelected, sizes };

function byId<Item extends { id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

describe('cards', () => {
  it('draws every card at its place in the order in which it runs, frames below all others', () => {
    const nodes = createFlowDrawing().nodes(source);
    expect(nodes.map(({ id }) => id)).toEqual([
      'inputs.photo',
      'small',
      'grey',
      'lost',
      'outputs.result',
      '$frames.f',
      '$notes.n',
    ]);
    const drawn = byId(nodes);
    expect(drawn.get('grey')?.position).toEqual({ x: 300, y: 0 });
    expect(drawn.get('grey')).toMatchObject({ draggable: false, width: 400, type: 'card-node' });
    expect(drawn.get('$frames.f')?.zIndex).toBeLessThan(0);
  });

  it('gives ends of wires to cards that were not drawn yet, and leaves the others to be measured', () => {
    const drawn = byId(createFlowDrawing().nodes(source));
    expect(drawn.get('small')).toMatchObject({ measured: { width: 280, height: 140 } });
    expect(drawn.get('small')).not.toHaveProperty('handles');
    expect(drawn.get('grey')?.handles?.map(({ id, type }) => `${type} ${id ?? ''}`)).toEqual([
      'source image',
      'target image',
    ]);
  });

  it('keeps the object of every card that has not changed', () => {
    const drawing = createFlowDrawing();
    const before = byId(drawing.nodes(source));
    const moved = moveCards({ small: [10, 20] })(workflow);
    const after = byId(drawing.nodes({ ...source, workflow: moved }));
    const changed = [...after].filter(([id, node]) => before.get(id) !== node).map(([id]) => id);
    expect(changed).toEqual(['small']);
  });

  it('draws nothing anew where only a value has changed', () => {
    const drawing = createFlowDrawing();
    const nodes = drawing.nodes(source);
    const edges = drawing.edges(source);
    const next = setInput('small', 'width', 128)(workflow);
    expect(drawing.nodes({ ...source, workflow: next })).toBe(nodes);
    expect(drawing.edges({ ...source, workflow: next })).toBe(edges);
  });

  it('says which cards are selected, and changes only those', () => {
    const drawing = createFlowDrawing();
    const before = byId(drawing.nodes(source));
    const selection = { cards: new Set(['grey']), edges: new Set<string>() };
    const after = byId(drawing.nodes({ ...source, selection }));
    expect(after.get('grey')?.selected).toBe(true);
    expect(after.get('small')).toBe(before.get('small'));
  });
});

describe('wires', () => {
  it('draws a wire for every reference to something that is there', () => {
    const edges = createFlowDrawing().edges(source);
    expect(
      edges.map(({ id, source: from, sourceHandle }) => `${id} ${from}.${sourceHandle ?? ''}`),
    ).toEqual([
      'small/image inputs.photo.value',
      'grey/image small.image',
      'outputs.result/value grey.image',
    ]);
  });

  it('ends wires at a collapsed frame and hides what is in it', () => {
    const folded = setFrame('f', { collapsed: true })(workflow);
    const drawing = createFlowDrawing();
    const nodes = byId(drawing.nodes({ ...source, workflow: folded }));
    expect(nodes.get('small')?.hidden).toBe(true);
    const edges = byId(drawing.edges({ ...source, workflow: folded }));
    expect(edges.has('grey/image')).toBe(false);
    expect(edges.get('small/image')).toMatchObject({
      target: '$frames.f',
      targetHandle: framePort,
    });
    expect(edges.get('outputs.result/value')).toMatchObject({ source: '$frames.f' });
  });
});
