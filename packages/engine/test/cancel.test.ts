import { describe, expect, it } from 'vitest';
import { createMemoryRunStore, type RunEvent } from '../src/index.ts';
import {
  callOf,
  createHarness,
  refusal,
  startRecorded,
  statusesOf,
  textModel,
  workflowOf,
} from './behaviour-bench.ts';

const slow = { 'test/slow': textModel({ predict: () => 'done', delayMs: () => 1000 }) };
const one = workflowOf({
  nodes: { slow: callOf('test/slow', 'x'), after: callOf('test/echo', 'slow.output') },
});

describe('a request to cancel', () => {
  it('before the start ends the run without a step, and nothing follows its end', async () => {
    const harness = createHarness({ models: slow });
    const run = await harness.engine.run(one);
    const events: RunEvent[] = [];
    run.subscribe({ onEvent: (event) => events.push(event) });
    run.cancel();
    const result = await harness.clock.runUntil(run.result);
    await harness.clock.runUntil(harness.clock.sleep(10));
    expect(result.status).toBe('canceled');
    expect(events.map(({ type }) => type)).toEqual(['run.cancel-requested', 'run.canceled']);
    expect(harness.provider.calls).toHaveLength(0);
  });

  it('ends what waits for a place in its lanes', async () => {
    const harness = createHarness({ models: slow, provider: { limits: { concurrency: 1 } } });
    const { run } = await startRecorded(
      harness,
      workflowOf({
        inputs: { words: { type: 'text[]' } },
        nodes: { slow: callOf('test/slow', 'inputs.words') },
      }),
      { inputs: { words: ['a', 'b', 'c'] } },
    );
    await harness.clock.runUntil(harness.clock.sleep(100));
    run.cancel();
    const result = await harness.clock.runUntil(run.result);
    expect(statusesOf(result)).toEqual({
      'slow[0]': 'canceled',
      'slow[1]': 'canceled',
      'slow[2]': 'canceled',
    });
    expect(harness.provider.calls.map((call) => call.status)).toEqual(['canceled']);
  });

  it('lets a create that is under way settle, then cancels the prediction by its id', async () => {
    const harness = createHarness({ models: slow });
    const { clock, provider } = harness;
    const create = provider.create.bind(provider);
    const canceled: string[] = [];
    provider.create = async (request) => {
      await clock.sleep(200);
      return create(request);
    };
    const cancel = provider.cancel.bind(provider);
    provider.cancel = (id) => {
      canceled.push(id);
      return cancel(id);
    };
    const { run, events } = await startRecorded(harness, one);
    await clock.runUntil(clock.sleep(100));
    run.cancel();
    const result = await clock.runUntil(run.result);
    expect(result.status).toBe('canceled');
    expect(canceled).toEqual(['p1']);
    expect(provider.calls.map((call) => call.status)).toEqual(['canceled']);
    expect(events.map(({ type }) => type)).toContain('step.prediction');
  });

  it('cancels a prediction that is waited for, at the provider', async () => {
    const harness = createHarness({ models: slow });
    const { run } = await startRecorded(harness, one);
    await harness.clock.runUntil(harness.clock.sleep(500));
    const requestedAt = harness.clock.now();
    run.cancel();
    const result = await harness.clock.runUntil(run.result);
    expect(statusesOf(result)).toEqual({ slow: 'canceled', after: 'canceled' });
    expect(harness.provider.calls.map((call) => call.status)).toEqual(['canceled']);
    expect(harness.clock.now()).toBe(requestedAt);
  });

  it('stops repeating a transfer that fails', async () => {
    const harness = createHarness();
    let transfers = 0;
    harness.provider.collect = async () => {
      transfers += 1;
      throw refusal('download-failed', { retryable: true });
    };
    const { run } = await startRecorded(
      harness,
      workflowOf({ nodes: { echo: callOf('test/echo', 'x') } }),
    );
    await harness.clock.runUntil(harness.clock.sleep(100));
    run.cancel();
    const result = await harness.clock.runUntil(run.result);
    expect(result.status).toBe('canceled');
    expect(transfers).toBeLessThanOrEqual(2);
    expect(harness.provider.calls).toHaveLength(1);
  });

  it('ends a step that waits for its next attempt', async () => {
    const harness = createHarness({
      provider: {
        onCreate() {
          throw refusal('busy', { retryable: true, effect: 'none' });
        },
      },
    });
    const { run, events } = await startRecorded(
      harness,
      workflowOf({ nodes: { echo: callOf('test/echo', 'x') } }),
    );
    await harness.clock.runUntil(harness.clock.sleep(500));
    expect(statusesOf({ snapshot: run.snapshot() })).toEqual({ echo: 'waiting' });
    run.cancel();
    const result = await harness.clock.runUntil(run.result);
    await harness.clock.runUntil(harness.clock.sleep(60_000));
    expect(statusesOf(result)).toEqual({ echo: 'canceled' });
    expect(events.filter(({ type }) => type === 'step.started')).toHaveLength(1);
    expect(events.at(-1)?.type).toBe('run.canceled');
  });

  it('ends a step that waits after a refusal for too many calls', async () => {
    const harness = createHarness({
      provider: {
        onCreate() {
          throw refusal('rate-limited', { retryable: true, effect: 'none', retryAfterMs: 30_000 });
        },
      },
    });
    const { run } = await startRecorded(
      harness,
      workflowOf({ nodes: { echo: callOf('test/echo', 'x') } }),
    );
    await harness.clock.runUntil(harness.clock.sleep(500));
    const requestedAt = harness.clock.now();
    run.cancel();
    const result = await harness.clock.runUntil(run.result);
    expect(result.status).toBe('canceled');
    expect(harness.clock.now()).toBe(requestedAt);
  });

  it('means nothing when it comes again or after the end', async () => {
    const harness = createHarness({ models: slow });
    const { run, events } = await startRecorded(harness, one);
    await harness.clock.runUntil(harness.clock.sleep(500));
    run.cancel();
    run.cancel();
    await harness.clock.runUntil(run.result);
    run.cancel();
    expect(events.filter(({ type }) => type === 'run.cancel-requested')).toHaveLength(1);
    expect(events.at(-1)?.type).toBe('run.canceled');
  });

  it('while the last step is ending leaves the run as it ends', async () => {
    const harness = createHarness();
    const run = await harness.engine.run(workflowOf({ nodes: { echo: callOf('test/echo', 'x') } }));
    run.subscribe({
      onEvent({ type }) {
        if (type === 'step.succeeded') run.cancel();
      },
    });
    const result = await harness.clock.runUntil(run.result);
    expect(result.status).toBe('succeeded');
    expect(result.snapshot.status).toBe('succeeded');
  });

  it('leaves other runs of the engine alone', async () => {
    const harness = createHarness({ models: slow, provider: { limits: { concurrency: 1 } } });
    const first = await startRecorded(harness, one);
    const second = await startRecorded(harness, one);
    await harness.clock.runUntil(harness.clock.sleep(100));
    first.run.cancel();
    const result = await harness.clock.runUntil(second.run.result);
    expect(result.status).toBe('succeeded');
  });

  it('is not needed where the store fails: what was created is canceled, and nothing else begins', async () => {
    const runs = createMemoryRunStore();
    const append = runs.append.bind(runs);
    runs.append = (runId, events, options) => {
      if (events.some(({ type }) => type === 'step.prediction')) throw refusal('storage-full');
      return append(runId, events, options);
    };
    const harness = createHarness({ models: slow, engine: { runs } });
    const run = await harness.engine.run(one);
    await expect(harness.clock.runUntil(run.result)).rejects.toMatchObject({
      code: 'storage-full',
    });
    await harness.clock.runUntil(harness.clock.sleep(10));
    expect(harness.provider.calls.map((call) => call.status)).toEqual(['canceled']);
  });
});
