import { describe, expect, it } from 'vitest';
import type { NodePorts, PortDescriptor } from '@catena/engine';
import { chooseOutputs, chooseRows } from './choose-rows.ts';

function port(name: string, more: Partial<PortDescriptor> = {}): PortDescriptor {
  return { name, type: { base: 'number', depth: 0 }, required: false, connectable: true, ...more };
}

function choose(
  inputs: PortDescriptor[],
  more: { given?: string[]; wired?: string[]; wrong?: string[] } = {},
) {
  const ports: NodePorts = { inputs, outputs: [], complete: true };
  const { given = [], wired = [], wrong = [] } = more;
  const rows = chooseRows({ ports, given, wired: new Set(wired), wrong: new Set(wrong) });
  return { shown: rows.shown.map(({ name }) => name), more: rows.more.map(({ name }) => name) };
}

const image = port('image', { type: { base: 'image', depth: 0 } });
const numbers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => port(name));

describe('inputs of a card', () => {
  it('shows what must be given, media and texts first, in the order of the ports', () => {
    const text = port('prompt', { type: { base: 'text', depth: 0 } });
    const needed = port('steps', { required: true });
    expect(choose([...numbers, needed, text, image])).toEqual({
      shown: ['a', 'steps', 'prompt', 'image'],
      more: ['b', 'c', 'd', 'e', 'f'],
    });
  });

  it('shows every input that has a wire or is wrong, however many there are', () => {
    const { shown } = choose([image, ...numbers], {
      wired: ['d', 'e'],
      wrong: ['f'],
      given: ['c'],
    });
    expect(shown).toEqual(['image', 'd', 'e', 'f']);
    expect(
      choose([image, ...numbers], { wired: ['a', 'b', 'c', 'd', 'e', 'f'] }).shown,
    ).toHaveLength(7);
  });

  it('hides no single input, since the words would take its place', () => {
    expect(choose(numbers.slice(0, 5)).more).toEqual([]);
    expect(choose(numbers).more).toEqual(['e', 'f']);
  });

  it('keeps what only the document names', () => {
    expect(choose([image], { given: ['image', 'style'], wired: ['mask'] }).shown).toEqual([
      'image',
      'style',
      'mask',
    ]);
    const rows = chooseRows({ ports: undefined, given: ['x'], wired: new Set(), wrong: new Set() });
    expect(rows.shown).toEqual([{ name: 'x' }]);
  });
});

it('draws outputs that only wires name', () => {
  const outputs = [port('image')];
  const rows = chooseOutputs({ inputs: [], outputs, complete: true }, new Set(['image', 'mask']));
  expect(rows.map(({ name }) => name)).toEqual(['image', 'mask']);
  expect(rows[1]?.port).toBeUndefined();
});
