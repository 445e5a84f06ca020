import type { Workflow } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { markSteppedSeed, steppedSeeds, stepMarkedSeeds } from './step-marked-seeds.ts';
import { setLook } from './set-look.ts';

const workflow: Workflow = {
  catena: 1,
  nodes: {
    paint: { type: 'predict', input: { seed: 41, other: 1 } },
    draw: { type: 'predict', input: { seed: { $random: true } } },
  },
};

describe('seeds that step up', () => {
  it('are one more after each step, and others stay', () => {
    const marked = markSteppedSeed('paint', 'seed', true)(workflow);
    expect(stepMarkedSeeds(stepMarkedSeeds(marked)).nodes['paint']?.input).toEqual({
      seed: 43,
      other: 1,
    });
  });

  it('leave a workflow without marks as it is', () => {
    expect(stepMarkedSeeds(workflow)).toBe(workflow);
  });

  it('are left alone while they are drawn', () => {
    const marked = markSteppedSeed('draw', 'seed', true)(workflow);
    expect(stepMarkedSeeds(marked)).toBe(marked);
  });

  it('are kept with the look of the card, and forgotten without a trace', () => {
    const coloured = setLook('paint', { color: 'blue' })(workflow);
    const marked = markSteppedSeed('paint', 'seed', true)(coloured);
    expect(steppedSeeds(marked, 'paint')).toEqual(['seed']);
    expect(markSteppedSeed('paint', 'seed', false)(marked)).toEqual(coloured);
  });
});
