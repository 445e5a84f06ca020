import { describe, expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { describeChanges, summariseChanges } from './summarise-changes.ts';

const first: Workflow = {
  catena: 1,
  name: 'One',
  inputs: { photo: { type: 'image' } },
  nodes: {
    cut: {
      type: 'predict',
      title: 'Cut out',
      input: { scale: 2, image: { $from: 'inputs.photo' } },
    },
    gone: { type: 'text' },
  },
  layout: { cut: [0, 0] },
};

describe('differences of workflows', () => {
  it('are named by node and by port', () => {
    const other: Workflow = {
      ...first,
      name: 'Two',
      nodes: {
        cut: {
          type: 'predict',
          title: 'Cut out',
          input: { image: { $from: 'inputs.photo' }, scale: 4 },
        },
        extra: { type: 'text' },
      },
    };
    const lines = describeChanges(summariseChanges(first, other), {
      added: 'New',
      removed: 'Gone',
    });
    expect(lines).toEqual([
      'New: extra',
      'Gone: gone',
      'Different: Cut out (scale), name of the workflow',
    ]);
  });

  it('are told apart from mere places', () => {
    const moved = { ...first, layout: { cut: [40, 0] } };
    const words = { added: 'New', removed: 'Gone' };
    expect(describeChanges(summariseChanges(first, moved), words)).toEqual([
      'Only the places of things differ.',
    ]);
    expect(describeChanges(summariseChanges(first, structuredClone(first)), words)).toEqual([]);
  });
});
