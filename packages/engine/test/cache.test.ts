import { describe, expect, it } from 'vitest';
import { createMemoryPredictionCache, type RunNotice, type Workflow } from '../src/index.ts';
import type { Harness } from './engine-harness.ts';
import {
  callOf,
  createHarness,
  refusal,
  statusesOf,
  textModel,
  workflowOf,
} from './behaviour-bench.ts';

const shout = (text: string): Workflow =>
  workflowOf({
    name: 'shout',
    nodes: { echo: callOf('test/echo', text) },
    outputs: { it: { $from: 'echo.output' } },
  });

function withCache(options: Parameters<typeof createHarness>[0] = {}): Harness {
  return createHarness({
    ...options,
    engine: { cache: createMemoryPredictionCache(), ...options.engine },
  });
}

async function missesOf(harness: Harness, workflow: Workflow, fresh = false): Promise<RunNotice[]> {
  const run = await harness.engine.run(workflow, { fresh });
  const notices: RunNotice[] = [];
  run.subscribe({ onNotice: (notice) => notices.push(notice) });
  await harness.clock.runUntil(run.result);
  return notices.filter(({ type }) => type === 'cache-miss');
}

describe('the cache', () => {
  it('answers an equal step and names the run that the result is from', async () => {
    const harness = withCache();
    const first = await harness.run(shout('a'));
    const second = await harness.run(shout('a'));
    expect(second.outputs).toEqual(first.outputs);
    expect(harness.provider.calls).toHaveLength(1);
    expect(second.snapshot.nodes['echo']?.steps[0]).toMatchObject({
      status: 'cached',
      cachedFrom: { runId: first.runId, step: 'echo' },
    });
  });

  it('explains a miss by what has changed', async () => {
    const harness = withCache();
    const step = 'echo';
    expect(await missesOf(harness, shout('a'))).toMatchObject([
      { step, miss: { kind: 'first-run' } },
    ]);
    expect(await missesOf(harness, shout('b'))).toMatchObject([
      { step, miss: { kind: 'changed', changed: ['text'] } },
    ]);
    expect(await missesOf(harness, shout('b'))).toEqual([]);
  });

  it('is passed by where fresh results are asked for, and keeps them', async () => {
    const harness = withCache();
    await harness.run(shout('a'));
    expect(await missesOf(harness, shout('a'), true)).toMatchObject([{ miss: { kind: 'fresh' } }]);
    expect(harness.provider.calls).toHaveLength(2);
    await harness.run(shout('a'));
    expect(harness.provider.calls).toHaveLength(2);
  });

  it('lets equal steps that are under way share one prediction, in one run and in two', async () => {
    const models = { 'test/slow': textModel({ predict: () => 'done', delayMs: () => 100 }) };
    const harness = withCache({ models });
    const twice = workflowOf({
      nodes: { one: callOf('test/slow', 'x'), two: callOf('test/slow', 'x') },
      outputs: { one: { $from: 'one.output' }, two: { $from: 'two.output' } },
    });
    const runs = [await harness.engine.run(twice), await harness.engine.run(twice)];
    const results = await harness.clock.runUntil(Promise.all(runs.map((run) => run.result)));
    expect(results.map(({ outputs }) => outputs)).toEqual([
      { one: 'done', two: 'done' },
      { one: 'done', two: 'done' },
    ]);
    expect(harness.provider.calls).toHaveLength(1);
    const statuses = results.flatMap((result) => Object.values(statusesOf(result))).sort();
    expect(statuses).toEqual(['cached', 'cached', 'cached', 'succeeded']);
  });

  it('hands a shared prediction on when the run that made it is canceled', async () => {
    const models = { 'test/slow': textModel({ predict: () => 'done', delayMs: () => 100 }) };
    const harness = withCache({ models });
    const slow = workflowOf({ nodes: { slow: callOf('test/slow', 'x') } });
    const [first, second] = [await harness.engine.run(slow), await harness.engine.run(slow)];
    await harness.clock.runUntil(harness.clock.sleep(50));
    first.cancel();
    const result = await harness.clock.runUntil(second.result);
    expect(statusesOf(result)).toEqual({ slow: 'succeeded' });
    expect(harness.provider.calls.map((call) => call.status)).toEqual(['canceled', 'succeeded']);
  });

  it('never keeps failures or empty outputs', async () => {
    let calls = 0;
    const models = {
      'test/moody': textModel({
        predict() {
          calls += 1;
          if (calls === 1) throw refusal('moody');
          return calls === 2 ? null : 'fine';
        },
      }),
    };
    const harness = withCache({ models });
    const moody = workflowOf({
      nodes: { moody: callOf('test/moody', 'x') },
      outputs: { it: { $from: 'moody.output' } },
    });
    expect((await harness.run(moody)).status).toBe('failed');
    expect((await harness.run(moody)).outputs).toEqual({});
    expect((await harness.run(moody)).outputs).toEqual({ it: 'fine' });
    expect(calls).toBe(3);
  });

  it('does not share a failure: each of the others tries for itself', async () => {
    let calls = 0;
    const models = {
      'test/moody': textModel({
        delayMs: () => 10,
        predict() {
          calls += 1;
          if (calls === 1) throw refusal('moody');
          return 'fine';
        },
      }),
    };
    const harness = withCache({ models });
    const result = await harness.run(
      workflowOf({ nodes: { one: callOf('test/moody', 'x'), two: callOf('test/moody', 'x') } }),
    );
    expect(statusesOf(result)).toEqual({ one: 'failed', two: 'succeeded' });
  });
});
