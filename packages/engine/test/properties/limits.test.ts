import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateGate } from '../../src/host/rate-gate.ts';
import {
  createEngine,
  createMemoryArtifactStore,
  systemPlatform,
  type Clock,
  type EngineLimits,
  type MediaTools,
  type ProviderLimits,
  type Rate,
  type RunStore,
  type Workflow,
} from '../../src/index.ts';
import { NodeLibrary, systemClock } from '../../src/index.ts';
import { FakeProvider, SimulatedClock } from '../../src/testing/index.ts';
import { testModels, testNodes } from '../engine-harness.ts';
import { checkConcurrency, checkRate } from './checks.ts';
import { findsCounterexample, propertyRuns } from './property-runs.ts';
import { createSlowStore } from './slow-store.ts';
import { hashOf } from './signatures.ts';

const echo = (model: string, from: string) => ({
  type: 'predict',
  provider: 'fake',
  model,
  input: { text: { $from: from } },
});

const workflow: Workflow = {
  catena: 1,
  inputs: { words: { type: 'text[]' } },
  nodes: {
    first: echo('test/echo', 'inputs.words'),
    other: echo('test/other', 'inputs.words'),
    second: echo('test/echo', 'first.output'),
  },
  outputs: { all: { $from: 'second.output' } },
};

interface LimitedCase {
  seed: number;
  /** Items of each of several runs at once. */
  runs: number[];
  longestDelayMs: number;
  account: ProviderLimits;
  model: ProviderLimits;
  /** Longest time until an event is on disk; 0 for a store in memory. */
  longestCommitMs: number;
}

const arbitraryRate: fc.Arbitrary<Rate> = fc.record({
  limit: fc.integer({ min: 1, max: 6 }),
  windowMs: fc.integer({ min: 10, max: 2000 }),
});

const arbitraryLimits: fc.Arbitrary<ProviderLimits> = fc.record(
  { concurrency: fc.integer({ min: 1, max: 5 }), rate: arbitraryRate },
  { requiredKeys: [] },
);

const cases: fc.Arbitrary<LimitedCase> = fc.record({
  seed: fc.nat(1_000_000),
  runs: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
  longestDelayMs: fc.constantFrom(1, 30, 900),
  account: arbitraryLimits,
  model: arbitraryLimits,
  longestCommitMs: fc.constantFrom(0, 0, 20, 200),
});

interface Bench {
  clock: Clock;
  delayMs(): number;
  lanes: NonNullable<EngineLimits['lanes']>;
  runs?: RunStore;
}

function createLimited({ clock, delayMs, lanes, runs }: Bench) {
  const base = testModels['test/echo'];
  if (!base) throw new Error('no echo model');
  const model = { ...base, delayMs };
  const models = { 'test/echo': model, 'test/other': model };
  const provider = new FakeProvider({ clock, models });
  const engine = createEngine({
    library: new NodeLibrary(testNodes),
    providers: [provider],
    artifacts: createMemoryArtifactStore(),
    media: {} as MediaTools,
    platform: { ...systemPlatform, clock },
    limits: { lanes },
    ...(runs && { runs }),
  });
  return { provider, engine };
}

async function runLimited(
  limited: LimitedCase,
  lanes: Bench['lanes'] = { fake: limited.account, 'fake test/echo': limited.model },
): Promise<FakeProvider> {
  const clock = new SimulatedClock();
  let drawn = 0;
  const delayMs = () => 1 + (hashOf(`${limited.seed} ${(drawn += 1)}`) % limited.longestDelayMs);
  const commitMs = () => hashOf(`${limited.seed} ${(drawn += 1)}`) % limited.longestCommitMs;
  const runs = limited.longestCommitMs > 0 && createSlowStore(clock, commitMs);
  const { engine, provider } = createLimited({ clock, delayMs, lanes, ...(runs && { runs }) });
  const results = limited.runs.map(async (count, index) => {
    const words = Array.from({ length: count }, (_, item) => `${index}.${item}`);
    await clock.sleep(hashOf(`begin ${limited.seed} ${index}`) % 300);
    const run = await engine.run(workflow, { inputs: { words } });
    return (await run.result).status;
  });
  const statuses = await clock.runUntil(Promise.all(results));
  expect(new Set(statuses)).toEqual(new Set(['succeeded']));
  return provider;
}

function checkLimits({ calls, peak }: FakeProvider, { account, model }: LimitedCase): void {
  const ofModel = calls.filter((call) => call.model === 'test/echo');
  for (const [limits, spans] of [
    [account, calls],
    [model, ofModel],
  ] as const) {
    const { concurrency, rate } = limits;
    if (concurrency !== undefined) checkConcurrency(spans, concurrency);
    if (rate)
      checkRate(
        spans.map((call) => call.createdAt),
        rate,
      );
  }
  if (account.concurrency !== undefined) expect(peak).toBeLessThanOrEqual(account.concurrency);
}

/** Times at which a gate lets starts pass that come at the given times, one after the other. */
function passGate(gate: Pick<RateGate, 'openAt' | 'take'>, arrivals: readonly number[]): number[] {
  let now = 0;
  return [...arrivals]
    .sort((one, other) => one - other)
    .map((arrival) => {
      now = Math.max(now, arrival, gate.openAt());
      gate.take(now);
      return now;
    });
}

/** Counts from fixed edges, as many queues do. */
class FixedWindowGate {
  readonly #rate: Rate;
  #edge = 0;
  #count = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  openAt(): number {
    return this.#count < this.#rate.limit ? 0 : this.#edge + this.#rate.windowMs;
  }

  take(now: number): void {
    const edge = now - (now % this.#rate.windowMs);
    if (edge !== this.#edge) this.#count = 0;
    this.#edge = edge;
    this.#count += 1;
  }
}

const arrivals = fc.tuple(arbitraryRate, fc.array(fc.nat(5000), { maxLength: 40, size: 'max' }));

describe('limits', () => {
  it('hold for account and model together, among all runs of an engine', async () => {
    const property = fc.asyncProperty(cases, async (limited) => {
      checkLimits(await runLimited(limited), limited);
    });
    await fc.assert(property, propertyRuns('limits', 150));
  }, 300_000);

  it('let a gate pass no more than its rate in any window, and no fewer than it may', () => {
    const property = fc.property(arrivals, ([rate, times]) => {
      const starts = passGate(new RateGate(rate), times);
      checkRate(starts, rate);
      const slack = 10 * Math.ceil(times.length / rate.limit);
      const latest = Math.max(0, ...times) + rate.windowMs * Math.ceil(times.length / rate.limit);
      expect(starts.at(-1) ?? 0).toBeLessThanOrEqual(latest + slack);
    });
    fc.assert(property, propertyRuns('rate gate', 1000));
  });

  it('are broken by one place too many, a rate too high and windows from fixed edges: the checks say so', async () => {
    const more = ({ concurrency, rate }: ProviderLimits): ProviderLimits => ({
      ...(concurrency !== undefined && { concurrency: concurrency + 1 }),
      ...(rate && { rate }),
    });
    const faster = ({ concurrency, rate }: ProviderLimits): ProviderLimits => ({
      ...(concurrency !== undefined && { concurrency }),
      ...(rate && { rate: { ...rate, limit: rate.limit + 1 } }),
    });
    for (const loosen of [more, faster]) {
      const found = await findsCounterexample(cases, async (limited) => {
        const lanes = { fake: loosen(limited.account), 'fake test/echo': loosen(limited.model) };
        checkLimits(await runLimited(limited, lanes), limited);
      });
      expect(found).toBe(true);
    }
    const fixed = await findsCounterexample(arrivals, ([rate, times]) => {
      checkRate(passGate(new FixedWindowGate(rate), times), rate);
    });
    expect(fixed).toBe(true);
  }, 300_000);

  it('hold on the clock of the machine', async () => {
    const rate = { limit: 5, windowMs: 150 };
    const { engine, provider } = createLimited({
      clock: systemClock,
      delayMs: () => 1,
      lanes: { fake: { rate, concurrency: 3 } },
    });
    const run = await engine.run(workflow, { inputs: { words: ['a', 'b', 'c', 'd', 'e', 'f'] } });
    expect((await run.result).status).toBe('succeeded');
    expect(provider.calls).toHaveLength(18);
    checkRate(
      provider.calls.map((call) => call.createdAt),
      rate,
    );
    expect(provider.peak).toBeLessThanOrEqual(3);
  });
});
