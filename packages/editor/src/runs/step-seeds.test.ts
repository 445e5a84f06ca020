import type { NodePorts, PortDescriptor, Workflow } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { findSeeds, stepSeeds } from './step-seeds.ts';

const seed: PortDescriptor = {
  name: 'seed',
  type: { base: 'integer', depth: 0 },
  required: false,
  connectable: true,
  default: 7,
  minimum: 1,
  maximum: 10,
};
const text: PortDescriptor = { ...seed, name: 'text', type: { base: 'text', depth: 0 } };
const ports = (...inputs: PortDescriptor[]): NodePorts => ({ inputs, outputs: [], complete: true });

const workflow: Workflow = {
  catena: 1,
  inputs: { start: { type: 'integer', default: 3 } },
  nodes: {
    given: { type: 'a', input: { seed: 2, text: '5' } },
    unset: { type: 'a' },
    wired: { type: 'a', input: { seed: { $from: 'inputs.start' } } },
    fed: { type: 'a', input: { seed: { $from: 'given.output' } } },
    random: { type: 'a', input: { seed: { $random: true } } },
    other: { type: 'b', input: { seed: 'words' } },
  },
};

const known = new Map(
  ['given', 'unset', 'wired', 'fed', 'random']
    .map((id) => [id, ports(seed, text)] as const)
    .concat([['other', ports({ ...text, name: 'seed' })]]),
);

describe('stepping seeds', () => {
  it('raises literal seeds, defaults of seeds, and defaults of inputs that feed them', () => {
    const stepped = stepSeeds(workflow, known, 2);
    expect(stepped.nodes['given']?.input).toEqual({ seed: 4, text: '5' });
    expect(stepped.nodes['unset']?.input).toEqual({ seed: 9 });
    expect(stepped.inputs?.['start']?.default).toBe(5);
    for (const id of ['wired', 'fed', 'random', 'other']) {
      expect(stepped.nodes[id]).toBe(workflow.nodes[id]);
    }
  });

  it('goes on from the least value after the greatest', () => {
    expect(stepSeeds(workflow, known, 9).nodes['given']?.input?.['seed']).toBe(1);
  });

  it('leaves the document itself alone', () => {
    const before = JSON.stringify(workflow);
    stepSeeds(workflow, known, 5);
    expect(JSON.stringify(workflow)).toBe(before);
    expect(stepSeeds(workflow, known, 0)).toBe(workflow);
  });

  it('finds nothing where nothing is a seed', () => {
    expect(findSeeds(workflow, new Map([['other', ports({ ...text, name: 'seed' })]]))).toEqual([]);
  });
});
