import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/index.ts';
import { SimulatedClock } from '../../src/testing/index.ts';
import { checkNothingStartsAfterCancel } from './checks.ts';
import { findsCounterexample, propertyRuns } from './property-runs.ts';
import { arbitraryCase, type RandomCase } from './random-workflow.ts';
import { hashOf } from './signatures.ts';
import { createSlowStore } from './slow-store.ts';
import { createBench, recordRun, type RecordedRun, type TestBench } from './recorded-run.ts';

/** When to cancel: while an event is told, right after it, or at a time. */
interface CancelMoment {
  kind: 'during-event' | 'after-event' | 'at-time';
  position: number;
}

const arbitraryMoment: fc.Arbitrary<CancelMoment> = fc.record({
  kind: fc.constantFrom('during-event', 'after-event', 'at-time'),
  position: fc.nat(120),
});

const slowCases = arbitraryCase.map((randomCase): RandomCase => ({
  ...randomCase,
  world: { ...randomCase.world, longestDelayMs: 40 },
}));

const cases = fc.tuple(slowCases, arbitraryMoment);

async function recordCanceled(
  randomCase: RandomCase,
  { kind, position }: CancelMoment,
  bench: TestBench = createBench(randomCase),
): Promise<RecordedRun & { wasCanceled: boolean }> {
  const record = await recordRun(
    randomCase,
    (run, { clock }) => {
      if (kind === 'at-time') clock.setTimer(clock.now() + position, () => run.cancel());
      let seen = 0;
      run.subscribe({
        onEvent() {
          seen += 1;
          if (seen !== position || kind === 'at-time') return;
          if (kind === 'during-event') run.cancel();
          else queueMicrotask(() => run.cancel());
        },
      });
    },
    bench,
  );
  const requested = record.events.findIndex(({ type }) => type === 'run.cancel-requested');
  // When all work has ended before, the run ends as it would have ended.
  const [next] = record.events.slice(requested + 1);
  const tooLate = next?.type === 'run.succeeded' || next?.type === 'run.failed';
  return { ...record, wasCanceled: requested >= 0 && !tooLate };
}

/** A bench whose store says after a while that an event is on disk. */
function createSlowBench(randomCase: RandomCase, longestMs: number): TestBench {
  let commits = 0;
  const commitMs = () => hashOf(`${randomCase.world.seed} commit ${(commits += 1)}`) % longestMs;
  const clock = new SimulatedClock();
  return createBench(randomCase, { runs: createSlowStore(clock, commitMs) }, clock);
}

describe('a request to cancel', () => {
  it('lets nothing start afterwards, at any moment, and ends all that is under way', async () => {
    let canceled = 0;
    const property = fc.asyncProperty(cases, async ([randomCase, moment]) => {
      const record = await recordCanceled(randomCase, moment);
      expect(record.result.snapshot.status).toBe(record.result.status);
      if (!record.wasCanceled) return;
      canceled += 1;
      checkNothingStartsAfterCancel(record);
    });
    await fc.assert(property, propertyRuns('cancel anywhere', 300));
    expect(canceled).toBeGreaterThan(0);
    console.info(`cancel anywhere: ${canceled} canceled`);
  }, 300_000);

  it('lets nothing start afterwards where the store takes its time', async () => {
    let canceled = 0;
    const slowStores = fc.tuple(slowCases, arbitraryMoment, fc.constantFrom(1, 10, 60));
    const property = fc.asyncProperty(slowStores, async ([randomCase, moment, longestMs]) => {
      const bench = createSlowBench(randomCase, longestMs);
      const record = await recordCanceled(randomCase, moment, bench);
      if (!record.wasCanceled) return;
      canceled += 1;
      checkNothingStartsAfterCancel(record);
    });
    await fc.assert(property, propertyRuns('cancel with a slow store', 300));
    expect(canceled).toBeGreaterThan(0);
  }, 300_000);

  it('is not kept where a start or a call slips through: the check says so', async () => {
    const plant = (slip: (record: RecordedRun) => void) =>
      findsCounterexample(cases, async ([randomCase, moment]) => {
        const record = await recordCanceled(randomCase, moment);
        if (!record.wasCanceled) return;
        slip(record);
        checkNothingStartsAfterCancel(record);
      });
    const lateStart = plant(({ journal }) => {
      const start = journal.find(
        (entry) => entry.kind === 'event' && entry.event.type === 'step.started',
      );
      if (start) journal.push(start);
    });
    expect(await lateStart).toBe(true);
    const lateCall = plant(({ journal }) => {
      const create = journal.find((entry) => entry.kind === 'create');
      if (create) journal.push(create);
    });
    expect(await lateCall).toBe(true);
    const forgottenPrediction = plant(({ provider }) => {
      const [call] = provider.calls;
      if (call) call.status = 'processing';
    });
    expect(await forgottenPrediction).toBe(true);
    const eventAfterEnd = plant(({ events }) => {
      const at = events.at(-1)?.at ?? 0;
      events.push({ type: 'run.started', sequence: events.length + 1, at } as RunEvent);
    });
    expect(await eventAfterEnd).toBe(true);
  }, 300_000);
});
