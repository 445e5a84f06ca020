import { describe, expect, it } from 'vitest';
import type { NodeRun, NodeRunStatus, StepRun } from '../runs/node-run.ts';
import { missWords, nodeTime, nodeWords, stepWords } from './status-words.ts';

const step = (status: NodeRunStatus, change: Partial<StepRun> = {}): StepRun => ({
  id: 'node',
  index: [],
  status,
  attempt: 1,
  ...change,
});

const none = Object.fromEntries(
  [
    'waiting',
    'queued',
    'booting',
    'running',
    'retrying',
    'person',
    'succeeded',
    'cached',
    'skipped',
    'failed',
    'canceled',
  ].map((status) => [status, 0]),
) as Record<NodeRunStatus, number>;

function node(steps: StepRun[], change: Partial<NodeRun> = {}): NodeRun {
  const counts = { ...none };
  for (const { status } of steps) counts[status] += 1;
  return {
    nodeId: 'node',
    runId: 'r1',
    status: 'running',
    steps,
    expanded: true,
    counts,
    ...change,
  };
}

describe('the words for a step', () => {
  it('count the seconds in a queue and say whose it is', () => {
    const words = stepWords(step('queued', { queuedAt: 1000 }), {
      now: 13_000,
      provider: 'Replicate',
    });
    expect(words).toBe('Queued at Replicate, 12 s');
  });

  it('count the seconds of a cold start', () => {
    expect(stepWords(step('booting', { startedAt: 0 }), { now: 48_200 })).toBe(
      'Cold start, 48 s so far',
    );
  });

  it('say how far a running step is, where its provider says so', () => {
    const running = step('running', {
      startedAt: 0,
      progress: { phase: 'upscaling', fraction: 0.349 },
    });
    expect(stepWords(running, { now: 3000 })).toBe('Upscaling, 34 %, 3 s');
    expect(stepWords(step('running', { startedAt: 0 }), { now: 3000 })).toBe('Running, 3 s');
  });

  it('say which attempt is next, of how many, and when', () => {
    const retrying = step('retrying', { attempt: 1, dueAt: 10_000 });
    expect(stepWords(retrying, { now: 2000, attempts: 4 })).toBe('2 of 4, in 8 s');
    expect(stepWords(retrying, { now: 10_000 })).toBe('Attempt 2, now');
  });

  it('say where a reused result comes from', () => {
    const cached = step('cached', { cachedFrom: { runId: '12', step: 'cut' } });
    expect(stepWords(cached, { now: 0 })).toBe('Reused from run 12');
    const long = { ...cached, cachedFrom: { runId: '1jgq2v9k0abcdefg', step: 'up' } };
    expect(stepWords(long, { now: 0 })).toBe('Reused from run bcdefg');
    expect(stepWords(cached, { now: 0, runId: '12' })).toBe('Reused from cut of this run');
  });

  it('say why it was skipped and why it failed', () => {
    const why = 'Skipped because "Cut out" failed.';
    expect(stepWords(step('skipped', { skippedBecause: why }), { now: 0 })).toBe(why);
    const error = { code: 'x', message: 'The image is too large.', retryable: false };
    expect(stepWords(step('failed', { error }), { now: 0 })).toBe(
      'Failed: The image is too large.',
    );
  });

  it('say how long it took', () => {
    expect(stepWords(step('succeeded', { startedAt: 0, endedAt: 1240 }), { now: 9e9 })).toBe(
      'Done in 1.2 s',
    );
    expect(stepWords(step('canceled', { startedAt: 0, endedAt: 61_000 }), { now: 9e9 })).toBe(
      'Canceled after 1 min 01 s',
    );
  });
});

describe('the words for a node', () => {
  it('are those of its one step', () => {
    expect(nodeWords(node([step('queued', { queuedAt: 0 })]), { now: 2000 })).toBe('Queued, 2 s');
  });

  it('count what many steps have come to', () => {
    const steps = [step('succeeded'), step('cached'), step('failed'), step('running')];
    expect(nodeWords(node(steps, { startedAt: 0 }), { now: 5000 })).toBe(
      '2 of 4 done, 1 failed, 5 s',
    );
  });

  it('say when all of them were reused', () => {
    expect(nodeWords(node([step('cached'), step('cached')]), { now: 0 })).toBe(
      'Reused, all 2 of them',
    );
  });

  it('leave out the time of what did no work', () => {
    expect(nodeTime(node([], { status: 'cached', startedAt: 0, endedAt: 9 }), 0)).toBeUndefined();
    expect(nodeTime(node([], { status: 'succeeded', startedAt: 0, endedAt: 1200 }), 0)).toBe(
      '1.2 s',
    );
  });
});

describe('the words for a miss', () => {
  it('name what has changed', () => {
    expect(missWords({ kind: 'changed', changed: ['seed', 'model version'] })).toBe(
      'Computed: seed, model version changed',
    );
  });
});
