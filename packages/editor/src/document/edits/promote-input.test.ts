import type { Workflow } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { promoteInput } from './promote-input.ts';

const workflow: Workflow = {
  catena: 1,
  nodes: { up: { type: 'predict', input: { scale: 4 } } },
  layout: { up: [500, 100] },
};

describe('making an input of a node an input of the workflow', () => {
  it('keeps its value, its words and its bounds, and wires it', () => {
    const port = { name: 'scale', type: 'integer', title: 'Scale', minimum: 2, maximum: 8 };
    const next = promoteInput('up', port)(workflow);
    expect(next.inputs).toEqual({
      scale: { type: 'integer', title: 'Scale', default: 4, minimum: 2, maximum: 8 },
    });
    expect(next.nodes['up']?.input).toEqual({ scale: { $from: 'inputs.scale' } });
  });

  it('leaves a seed that is drawn to whoever runs it', () => {
    const drawn: Workflow = {
      ...workflow,
      nodes: { up: { type: 'predict', input: { seed: { $random: true } } } },
    };
    expect(promoteInput('up', { name: 'seed', type: 'integer' })(drawn).inputs).toEqual({
      seed: { type: 'integer' },
    });
  });

  it('does nothing for a node that is not there', () => {
    expect(promoteInput('gone', { name: 'a', type: 'text' })(workflow)).toBe(workflow);
  });
});
