import { describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { closeWire, dropWire, withoutMoving } from './drop-wire.ts';

const workflow: Workflow = {
  catena: 1,
  nodes: {
    a: { type: 't' },
    b: { type: 't' },
    c: { type: 't', input: { x: { $from: 'a.out' } } },
    d: { type: 't', input: { x: { $from: 'a.out' }, y: 3 } },
  },
  outputs: { result: { $from: 'a.out' } },
};

const from = (card: string, port = 'out') => ({ card, port });

describe('letting a wire go at a port', () => {
  it('makes a new wire in the place of a value', () => {
    const wire = { fixed: [from('b')], seeks: 'target' as const, moving: [] };
    expect(dropWire(wire, { card: 'd', port: 'y' })(workflow).nodes['d']?.input).toEqual({
      x: { $from: 'a.out' },
      y: { $from: 'b.out' },
    });
  });

  it('works backwards', () => {
    const wire = { fixed: [{ card: 'd', port: 'y' }], seeks: 'source' as const, moving: [] };
    expect(dropWire(wire, from('b'))(workflow).nodes['d']?.input?.['y']).toEqual({
      $from: 'b.out',
    });
  });

  it('takes an end from one port to another', () => {
    const wire = { fixed: [from('a')], seeks: 'target' as const, moving: ['c/x'] };
    const next = dropWire(wire, { card: 'd', port: 'y' })(workflow);
    expect(next.nodes['c']?.input).toBeUndefined();
    expect(next.nodes['d']?.input?.['y']).toEqual({ $from: 'a.out' });
  });

  it('changes nothing where an end comes back to where it was', () => {
    const wire = { fixed: [from('a')], seeks: 'target' as const, moving: ['c/x'] };
    expect(dropWire(wire, { card: 'c', port: 'x' })(workflow)).toBe(workflow);
  });

  it('moves all wires of an output at once', () => {
    const fixed = [
      { card: 'c', port: 'x' },
      { card: 'd', port: 'x' },
    ];
    const wire = { fixed, seeks: 'source' as const, moving: ['c/x', 'd/x'] };
    const next = dropWire(wire, from('b'))(workflow);
    expect(next.nodes['c']?.input).toEqual({ x: { $from: 'b.out' } });
    expect(next.nodes['d']?.input?.['x']).toEqual({ $from: 'b.out' });
    expect(closeWire(wire, from('b'))).toHaveLength(2);
  });
});

it('leaves out moving wires, but no output of the workflow, when it asks what fits', () => {
  const next = withoutMoving(workflow, ['c/x', 'outputs.result/value']);
  expect(next.nodes['c']?.input).toBeUndefined();
  expect(next.outputs).toEqual(workflow.outputs);
});
