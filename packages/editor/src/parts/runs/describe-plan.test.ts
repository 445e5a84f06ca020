import { modelKey, type ModelDescription } from '@catena/engine';
import type { Plan } from '@catena/server/client';
import { describe, expect, it } from 'vitest';
import { describeCost, describePlan } from './describe-plan.ts';

const node: Plan['nodes'][number] = {
  id: 'a',
  type: 'predict',
  fanOut: '',
  steps: 3,
  exact: true,
  cached: [],
  given: [],
  misses: [],
  unknown: 0,
};
const plan: Plan = { steps: 3, exact: true, workMs: 8_200, calls: [], nodes: [node] };
const cached = [1, 2, 3].map((index) => ({ step: `a[${index}]`, runId: 'r' }));

describe('a plan in words', () => {
  it('tells steps, what comes from the cache, and the time', () => {
    expect(describePlan(plan)).toBe('3 steps, about 8.2 s');
    expect(describePlan({ ...plan, nodes: [{ ...node, cached: cached.slice(1) }] })).toBe(
      '3 steps, 2 from cache, about 8.2 s',
    );
    expect(describePlan({ ...plan, exact: false, workMs: 0 })).toBe('at least 3 steps');
    expect(describePlan({ ...plan, workMs: 0, nodes: [{ ...node, cached }] })).toBe(
      '3 steps, all from cache',
    );
  });

  it('tells what may be billed, and what costs nothing', () => {
    const call = { provider: 'replicate', model: 'a/b', calls: 4, exact: true };
    const models = (metered: boolean) =>
      new Map([[modelKey('replicate', 'a/b'), { metered } as ModelDescription]]);
    expect(describeCost(plan, new Map())).toBe(
      'Everything here runs on this machine and costs nothing.',
    );
    expect(describeCost({ ...plan, calls: [call] }, models(false))).toBe(
      'Everything here runs on this machine and costs nothing.',
    );
    expect(describeCost({ ...plan, calls: [call] }, models(true))).toBe(
      '4 calls of replicate, which may be billed.',
    );
  });
});
