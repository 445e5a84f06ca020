import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunCore, type RunCreated, type RunEvent, type RunSnapshot } from '../../src/index.ts';
import { findsCounterexample, propertyRuns } from './property-runs.ts';
import { arbitraryCase, type RandomCase } from './random-workflow.ts';
import { recordRun } from './recorded-run.ts';

/** What the live run was like after some of its events. */
interface Moment {
  sequence: number;
  snapshot: RunSnapshot;
}

interface Lived {
  events: RunEvent[];
  moments: Moment[];
}

const cases = fc.tuple(arbitraryCase, fc.integer({ min: 1, max: 9 }), fc.option(fc.nat(60)));

/** Runs a case, looking at the live run after every so many events; perhaps it is canceled on the way. */
async function live(
  randomCase: RandomCase,
  every: number,
  cancelAt: number | null,
): Promise<Lived> {
  const moments: Moment[] = [];
  const { events } = await recordRun(randomCase, (run, { clock }) => {
    if (cancelAt !== null) clock.setTimer(clock.now() + cancelAt, () => run.cancel());
    run.subscribe({
      onEvent({ sequence }) {
        if (sequence % every !== 0) return;
        moments.push({ sequence, snapshot: structuredClone(run.snapshot()) });
      },
    });
  });
  return { events, moments };
}

function replay(events: readonly RunEvent[]): RunCore {
  const { runId, graph, failFast } = events[0] as RunCreated;
  const core = new RunCore({ runId, graph, failFast });
  for (const event of events) core.apply(event);
  return core;
}

function toJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Replaying the events up to a moment, kept as JSON, gives the state that the live run had. */
function checkReplay({ events, moments }: Lived): void {
  const kept = toJson(events);
  const { runId, graph, failFast } = kept[0] as RunCreated;
  const folding = new RunCore({ runId, graph, failFast });
  const wanted = new Map(moments.map(({ sequence, snapshot }) => [sequence, snapshot]));
  for (const event of kept) {
    folding.apply(event);
    const snapshot = wanted.get(event.sequence);
    if (snapshot) assert.deepStrictEqual(toJson(folding.snapshot()), toJson(snapshot));
  }
  const middle = moments[Math.floor(moments.length / 2)];
  if (!middle) return;
  const prefix = events.slice(0, middle.sequence);
  assert.deepStrictEqual(replay(prefix).snapshot(), middle.snapshot);
}

/** A replayed core says that exactly those steps are pending which the live run had neither started nor ended. */
function checkPending({ events, moments }: Lived): void {
  for (const { sequence, snapshot } of moments) {
    const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
    const commands = replay(events.slice(0, sequence)).pending();
    const ids = (kind: 'start' | 'timer') =>
      commands
        .flatMap((command) => {
          if (command.kind === 'start' && kind === 'start')
            return command.steps.map(({ id }) => id);
          return command.kind === 'timer' && kind === 'timer' ? [command.step.id] : [];
        })
        .sort();
    const of = (wanted: (step: (typeof steps)[number]) => boolean) =>
      steps
        .filter(wanted)
        .map(({ id }) => id)
        .sort();
    assert.deepStrictEqual(
      ids('start'),
      of(({ status }) => status === 'queued'),
    );
    assert.deepStrictEqual(
      ids('timer'),
      of(({ dueAt }) => dueAt !== undefined),
    );
  }
}

/** Whatever the last event before a crash: something is under way or pending until the run has ended. */
function checkNeverStuck({ events }: Lived): void {
  for (let count = 2; count < events.length; count += 1) {
    const core = replay(events.slice(0, count));
    const snapshot = core.snapshot();
    const steps = Object.values(snapshot.nodes).flatMap((node) => node.steps);
    const underWay = steps.some(({ status }) => status === 'running');
    assert.ok(underWay || core.pending().length > 0, `nothing goes on after event ${count}`);
  }
}

describe('a replayed run', () => {
  it('is what the live run was at that event, also from JSON', async () => {
    const property = fc.asyncProperty(cases, async ([randomCase, every, cancelAt]) => {
      const lived = await live(randomCase, every, cancelAt);
      checkReplay(lived);
      checkPending(lived);
    });
    await fc.assert(property, propertyRuns('replay', 200));
  }, 300_000);

  it('knows how to go on after any event but the last', async () => {
    const property = fc.asyncProperty(cases, async ([randomCase, every, cancelAt]) => {
      checkNeverStuck(await live(randomCase, every, cancelAt));
    });
    await fc.assert(property, propertyRuns('never stuck', 60));
  }, 300_000);

  it('is another one where an event is lost or changed: the check says so', async () => {
    const plant = (damage: (lived: Lived) => void) =>
      findsCounterexample(cases, async ([randomCase, every]) => {
        const lived = await live(randomCase, every, null);
        damage(lived);
        checkReplay(lived);
        checkPending(lived);
      });
    const lost = plant(({ events }) => {
      const index = events.findIndex(({ type }) => type === 'step.succeeded');
      if (index > 0) events.splice(index, 1);
    });
    expect(await lost).toBe(true);
    const swapped = plant(({ events }) => {
      const first = events.findIndex(({ type }) => type === 'step.started');
      const [one, other] = events.slice(first, first + 2);
      if (one && other) events.splice(first, 2, other, one);
    });
    expect(await swapped).toBe(true);
  }, 300_000);
});
