import { describe, expect, it } from 'vitest';
import {
  createMemoryRunStore,
  EngineError,
  type Provider,
  type Run,
  type RunEvent,
  type RunResult,
  type RunStore,
  type Workflow,
} from '../src/index.ts';
import type { FakeProvider } from '../src/testing/index.ts';
import { callOf, createHarness, textModel, workflowOf } from './behaviour-bench.ts';
import type { Harness } from './engine-harness.ts';

const models = {
  'test/slow': textModel({
    predict: ({ text }) => `${String(text)}~`,
    delayMs: ({ text }) => 100 * String(text).length,
  }),
};

/** Fans out, collects, and draws; every prediction has an input of its own. */
const branching = workflowOf({
  inputs: { words: { type: 'text[]' } },
  nodes: {
    slow: callOf('test/slow', 'inputs.words'),
    loud: callOf('test/echo', 'slow.output'),
    all: { type: 'join', input: { texts: { $from: 'loud.output' } } },
    last: callOf('test/slow', 'all.text'),
  },
  outputs: { last: { $from: 'last.output' } },
});
const inputs = { words: ['a', 'bbb', 'cc'] };

/** A store whose process dies after a number of events: it keeps nothing that comes later. */
function mortalStore(events: RunEvent[], mostEvents: number): RunStore {
  return {
    ...createMemoryRunStore(),
    append(_runId, added) {
      if (events.length >= mostEvents) {
        throw new EngineError({ code: 'storage-failed', message: 'The process has died.' });
      }
      events.push(...added.map((event) => structuredClone(event)));
    },
  };
}

/** Lets a provider be asked for predictions whose answer was lost. */
function answering(provider: FakeProvider): FakeProvider {
  const reconcile: Provider['reconcile'] = async ({ model, input }, { claimed }) => {
    const found = provider.calls.find(
      (call) =>
        call.model === `${model.owner}/${model.name}` &&
        !claimed.has(call.id) &&
        JSON.stringify(call.input) === JSON.stringify(input),
    );
    if (!found) return { kind: 'absent' };
    return { kind: 'found', prediction: { id: found.id, status: 'processing', version: 'v1' } };
  };
  return Object.assign(provider, { reconcile });
}

/** Runs a workflow and lets its process die after a number of events. */
async function runUntilCrash(workflow: Workflow, mostEvents: number) {
  const events: RunEvent[] = [];
  const harness = createHarness({ models, engine: { runs: mortalStore(events, mostEvents) } });
  const { clock, engine } = harness;
  const provider = answering(harness.provider);
  const cancel = provider.cancel.bind(provider);
  // The dead cancel nothing.
  provider.cancel = async (id) => {
    if (events.length < mostEvents) await cancel(id);
  };
  const run = await engine.run(workflow, { inputs });
  const result = await clock.runUntil(run.result.catch(() => undefined));
  provider.cancel = cancel;
  return { ...harness, runId: run.id, events, result };
}

/** Another process with the same provider and what was kept. */
async function nextProcess(
  { clock, provider }: Pick<Harness, 'clock' | 'provider'>,
  runId: string,
  events: readonly RunEvent[],
) {
  const runs = createMemoryRunStore();
  await runs.append(runId, events);
  const harness = createHarness({
    models,
    engine: { runs, providers: [provider], platform: harnessPlatform(clock) },
  });
  return { ...harness, clock, provider, runs };
}

function harnessPlatform(clock: Harness['clock']) {
  let count = 0;
  return {
    clock,
    ids: { next: () => `second-${(count += 1)}` },
    random: { next: () => 0.25 },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  };
}

async function eventsOf(run: Run): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run.events()) events.push(event);
  return events;
}

const withoutTimes = ({ status, outputs }: RunResult) => ({ status, outputs });

describe('a run whose process died', () => {
  it('goes on after any event, to the same result, with not one prediction more', async () => {
    const whole = await runUntilCrash(branching, Number.POSITIVE_INFINITY);
    expect(whole.result?.status).toBe('succeeded');
    const count = whole.events.length;
    expect(count).toBeGreaterThan(25);
    for (let died = 1; died < count; died += 1) {
      const first = await runUntilCrash(branching, died);
      const second = await nextProcess(first, first.runId, first.events);
      const run = await second.engine.resume(first.runId);
      const result = await second.clock.runUntil(run.result);
      expect(withoutTimes(result), `died after ${died}`).toEqual(
        withoutTimes(whole.result as RunResult),
      );
      const inputsOfCalls = first.provider.calls.map(({ model, input }) => [model, input['text']]);
      expect(inputsOfCalls, `died after ${died}`).toHaveLength(whole.provider.calls.length);
      const numbers = (await eventsOf(run)).map(({ sequence }) => sequence);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it('is canceled at the provider where that had been asked for', async () => {
    const events: RunEvent[] = [];
    const harness = createHarness({ models, engine: { runs: mortalStore(events, 1000) } });
    const run = await harness.engine.run(branching, { inputs });
    await harness.clock.runUntil(harness.clock.sleep(50));
    const { sequence, at } = events.at(-1) as RunEvent;
    const asked: RunEvent = { type: 'run.cancel-requested', sequence: sequence + 1, at };
    const second = await nextProcess(harness, run.id, [...structuredClone(events), asked]);
    const resumed = await second.engine.resume(run.id);
    const result = await second.clock.runUntil(resumed.result);
    expect(result.status).toBe('canceled');
    expect(new Set(harness.provider.calls.map(({ status }) => status))).toEqual(
      new Set(['canceled']),
    );
  });

  it('is not gone on with for ever where that brings it no further', async () => {
    const { events, runId, ...harness } = await runUntilCrash(branching, 3);
    const last = events.at(-1) as RunEvent;
    const fruitless = [1, 2, 3].map((step): RunEvent => ({
      type: 'run.adopted',
      sequence: last.sequence + step,
      at: last.at,
    }));
    const second = await nextProcess(harness, runId, [...events, ...fruitless]);
    await expect(second.engine.resume(runId)).rejects.toMatchObject({ code: 'run-stuck' });
    const run = await second.engine.resume(runId, { force: true });
    expect((await second.clock.runUntil(run.result)).status).toBe('succeeded');
  });

  it('says why there is nothing to go on with', async () => {
    const whole = await runUntilCrash(branching, Number.POSITIVE_INFINITY);
    const second = await nextProcess(whole, whole.runId, whole.events);
    await expect(second.engine.resume(whole.runId)).rejects.toMatchObject({ code: 'run-ended' });
    await expect(second.engine.resume('nowhere')).rejects.toMatchObject({ code: 'run-not-found' });
  });
});

describe('a run that is parked', () => {
  it('leaves its predictions alone and is gone on with later', async () => {
    const runs = createMemoryRunStore();
    const harness = createHarness({ models, engine: { runs } });
    const run = await harness.engine.run(branching, { inputs });
    await harness.clock.runUntil(harness.clock.sleep(50));
    const parked = expect(run.result).rejects.toMatchObject({ code: 'run-parked' });
    await harness.clock.runUntil(run.park());
    await parked;
    const events: RunEvent[] = [];
    for await (const event of runs.read(run.id)) events.push(event);
    expect(events.map(({ type }) => type)).not.toContain('step.canceled');
    const second = await nextProcess(harness, run.id, events);
    const resumed = await second.engine.resume(run.id);
    const result = await second.clock.runUntil(resumed.result);
    expect(result.status).toBe('succeeded');
    expect(harness.provider.calls).toHaveLength(7);
    expect(harness.provider.calls.every(({ status }) => status === 'succeeded')).toBe(true);
  });
});
