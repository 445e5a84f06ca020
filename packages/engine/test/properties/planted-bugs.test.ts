import { describe, expect, it } from 'vitest';
import type { RunCreated, RunGraph } from '../../src/index.ts';
import {
  checkFailuresStayLocal,
  checkNoBarrier,
  checkNumbering,
  checkOnceAndAfterSources,
  checkRefusalsAreNoFailures,
  checkSameAsSequential,
  checkSteps,
} from './checks.ts';
import { driveCore } from './drive-core.ts';
import { findsCounterexample } from './property-runs.ts';
import { arbitraryCase } from './random-workflow.ts';
import { recordRun, type RecordedRun } from './recorded-run.ts';
import { evaluateSequentially, type Expectation } from './sequential-evaluator.ts';

type Check = (record: RecordedRun, expected: Expectation) => void;

/** Whether random search notices that something is wrong with what was recorded. */
function isNoticed(check: Check, damage: (record: RecordedRun) => void): Promise<boolean> {
  return findsCounterexample(arbitraryCase, async (randomCase) => {
    const { workflow, inputs, misfortune } = randomCase;
    const record = structuredClonable(await recordRun(randomCase));
    damage(record);
    check(record, evaluateSequentially(workflow, inputs, misfortune));
  });
}

function structuredClonable(record: RecordedRun): RecordedRun {
  const { result, events, journal, provider } = record;
  return { ...structuredClone({ result, events, journal }), provider };
}

/** Whether random search notices that the core runs something else than the workflow says. */
function isNoticedOnCore(alterGraph: (graph: RunGraph) => void): Promise<boolean> {
  return findsCounterexample(
    arbitraryCase,
    async (randomCase) => {
      const { workflow, inputs, misfortune } = randomCase;
      const { events } = await recordRun(randomCase);
      const driven = driveCore({ created: events[0] as RunCreated, misfortune, alterGraph });
      checkSameAsSequential(driven, evaluateSequentially(workflow, inputs, misfortune));
    },
    1500,
  );
}

describe('the checks notice', () => {
  it('two items of an output that have changed places', async () => {
    const swapped = isNoticed(checkSameAsSequential, ({ result }) => {
      for (const value of Object.values(result.outputs)) {
        if (Array.isArray(value)) value.reverse();
      }
    });
    expect(await swapped).toBe(true);
  }, 120_000);

  it('a hole that was forgotten: what was left out is there', async () => {
    const filled = isNoticed(checkSameAsSequential, ({ result }) => {
      const { outputs, snapshot } = result;
      for (const [id, { steps }] of Object.entries(snapshot.nodes)) {
        const hole = steps.findIndex((step) => step.status === 'skipped');
        const list = Object.entries(outputs).find(([name]) => name.startsWith(`out-${id}-`))?.[1];
        if (hole >= 0 && Array.isArray(list)) list.splice(hole, 0, null);
      }
    });
    expect(await filled).toBe(true);
  }, 120_000);

  it('a step that starts twice, one that starts too early, and a call that is made twice', async () => {
    const twice = isNoticed(checkOnceAndAfterSources, ({ events }) => {
      const index = events.findIndex(({ type }) => type === 'step.started');
      const started = events[index];
      if (started) events.splice(index, 0, started);
    });
    expect(await twice).toBe(true);
    const early = isNoticed(checkOnceAndAfterSources, ({ events }) => {
      const starts = events.filter(({ type }) => type === 'step.started');
      const last = starts.at(-1);
      if (last) last.sequence = 2;
    });
    expect(await early).toBe(true);
    const called = isNoticed(checkOnceAndAfterSources, ({ journal }) => {
      const call = journal.find(({ kind }) => kind === 'create');
      if (call) journal.push(call);
    });
    expect(await called).toBe(true);
    const computed = isNoticed(checkOnceAndAfterSources, ({ journal }) => {
      const entry = journal.find(({ kind }) => kind === 'compute');
      if (entry) journal.push(entry);
    });
    expect(await computed).toBe(true);
  }, 120_000);

  it('a failure that spreads to what does not depend on it, and one that does not spread', async () => {
    const spread = isNoticed(checkFailuresStayLocal, ({ result }) => {
      const steps = Object.values(result.snapshot.nodes).flatMap((node) => node.steps);
      if (!steps.some(({ status }) => status === 'failed')) return;
      for (const step of steps) if (step.status === 'succeeded') step.status = 'canceled';
    });
    expect(await spread).toBe(true);
    const kept = isNoticed(checkSteps, ({ result }) => {
      for (const { steps } of Object.values(result.snapshot.nodes)) {
        for (const step of steps) if (step.status === 'skipped') step.status = 'succeeded';
      }
    });
    expect(await kept).toBe(true);
  }, 120_000);

  it('a gap in the numbers, a barrier, and a refusal that counts as a failure', async () => {
    const gap = isNoticed(
      ({ events }) => checkNumbering(events),
      ({ events }) => {
        events.splice(1, 1);
      },
    );
    expect(await gap).toBe(true);
    // With limits and retries steps do wait: the check has to notice it.
    expect(await isNoticed(checkNoBarrier, () => {})).toBe(true);
    const failure = isNoticed(checkRefusalsAreNoFailures, ({ events }) => {
      for (const event of events) {
        if (event.type === 'step.failed') event.error.code = 'rate-limited';
      }
    });
    expect(await failure).toBe(true);
  }, 120_000);
});

describe('the sequential result notices a core that', () => {
  it('forgets to leave out the same items of lists that are collected together', async () => {
    const noticed = isNoticedOnCore((graph) => {
      for (const input of graph.nodes.flatMap((node) => node.inputs)) delete input.collectKey;
    });
    expect(await noticed).toBe(true);
  }, 240_000);

  it('accepts every failure, and one that accepts none', async () => {
    for (const onItemError of ['skip', 'fail'] as const) {
      const noticed = isNoticedOnCore((graph) => {
        for (const node of graph.nodes) node.onItemError = onItemError;
      });
      expect(await noticed).toBe(true);
    }
  }, 240_000);

  it('skips a merge for want of one branch', async () => {
    const noticed = isNoticedOnCore((graph) => {
      for (const input of graph.nodes.flatMap((node) => node.inputs)) input.tolerant = false;
    });
    expect(await noticed).toBe(true);
  }, 240_000);

  it('multiplies in another order', async () => {
    const noticed = isNoticedOnCore((graph) => {
      for (const node of graph.nodes) {
        if (node.axes.length !== 2 || node.axes.some((axis) => axis.projection.length > 0))
          continue;
        if (node.axes.some((axis) => axis.digs.length > 0)) continue;
        node.axes.reverse();
        for (const input of node.inputs) {
          input.projection = input.projection.map((position) => 1 - position);
          input.digs = input.digs.map((position) => 1 - position);
        }
      }
    });
    expect(await noticed).toBe(true);
  }, 240_000);

  it('runs what is muted', async () => {
    const noticed = isNoticedOnCore((graph) => {
      for (const node of graph.nodes) node.muted = false;
    });
    expect(await noticed).toBe(true);
  }, 240_000);

  it('starts every step a second time', async () => {
    const noticed = findsCounterexample(arbitraryCase, async (randomCase) => {
      const { events } = await recordRun(randomCase);
      const { misfortune } = randomCase;
      const driven = driveCore({
        created: events[0] as RunCreated,
        misfortune,
        alterCommands: (commands) => commands.flatMap((command) => [command, command]),
      });
      const starts = driven.events.flatMap((event) =>
        event.type === 'step.started' ? [`${event.step} ${event.attempt}`] : [],
      );
      expect(new Set(starts).size).toBe(starts.length);
    });
    expect(await noticed).toBe(true);
  }, 240_000);
});
