import { RunCore } from '@catena/engine';
import { describe, expect, it } from 'vitest';
import { recordRun } from '../../test/run-harness.ts';
import { criticalPath } from './critical-path.ts';
import type { StepRun } from './node-run.ts';
import { RunFold } from './run-fold.ts';
import { stepSpans } from './step-spans.ts';

const step = (more: Partial<StepRun>): StepRun => ({
  id: 'a',
  index: [],
  status: 'succeeded',
  attempt: 1,
  queuedAt: 100,
  ...more,
});
const short = (run: StepRun, now = 0) =>
  stepSpans(run, now).map(({ kind, from, to }) => [kind, from, to]);

describe('where the time of a step went', () => {
  it('is told by the provider once the step has ended', () => {
    const times = { queueMs: 10, bootMs: 20, runMs: 60, transferMs: 10 };
    expect(short(step({ startedAt: 105, endedAt: 200, times }))).toEqual([
      ['queue', 100, 110],
      ['boot', 110, 130],
      ['run', 130, 190],
      ['transfer', 190, 200],
    ]);
  });

  it('never goes beyond the step, whatever the provider says', () => {
    const times = { queueMs: 500, bootMs: 500, runMs: 1, transferMs: 500 };
    expect(short(step({ startedAt: 105, endedAt: 200, times }))).toEqual([['queue', 100, 200]]);
  });

  it('grows up to now while it goes on', () => {
    expect(short(step({ status: 'queued' }), 150)).toEqual([['queue', 100, 150]]);
    expect(short(step({ status: 'booting', startedAt: 120 }), 150)).toEqual([
      ['queue', 100, 120],
      ['boot', 120, 150],
    ]);
    expect(short(step({ status: 'running', startedAt: 120, statusSince: 130 }), 150)).toEqual([
      ['queue', 100, 120],
      ['boot', 120, 130],
      ['run', 130, 150],
    ]);
  });

  it('is a moment for a step from the cache, and nothing before it was ready', () => {
    expect(short(step({ status: 'cached', endedAt: 100 }))).toEqual([['cached', 100, 100]]);
    expect(stepSpans({ id: 'a', index: [], status: 'waiting', attempt: 0 }, 100)).toEqual([]);
  });
});

describe('the critical path', () => {
  it('leads from the step that ended last through the slowest of those before it', async () => {
    const echo = (text: unknown) => ({
      type: 'predict',
      provider: 'fake',
      model: 'test/echo',
      input: { text },
    });
    const workflow = {
      catena: 1 as const,
      nodes: {
        fast: echo('a'),
        slow: echo('a long text'),
        both: { type: 'pair', input: { a: { $from: 'fast.output' }, b: { $from: 'slow.output' } } },
        last: echo({ $from: 'both.text' }),
      },
    };
    const { messages } = await recordRun(workflow);
    const fold = new RunFold({ id: 'run' }, RunCore);
    for (const message of messages) fold.apply(message, 0);
    const path = criticalPath(fold.view(), workflow);
    expect(path.map(({ nodeId }) => nodeId)).toEqual(['slow', 'both', 'last']);
  });
});
