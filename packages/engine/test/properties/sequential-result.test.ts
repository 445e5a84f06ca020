import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryPredictionCache, type RunCreated } from '../../src/index.ts';
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
import { propertyRuns } from './property-runs.ts';
import { arbitraryCase, type RandomCase } from './random-workflow.ts';
import { createBench, recordRun } from './recorded-run.ts';
import { evaluateSequentially } from './sequential-evaluator.ts';

const calm = { seed: 0, failing: 0, refused: 0 };

function isUnlimited({ world, misfortune }: RandomCase): boolean {
  const limits = [world.concurrency, world.modelConcurrency, world.computeConcurrency];
  const delayed = misfortune.refused > 0 || misfortune.failing > 0 || world.throttled > 0;
  return !delayed && limits.every((limit) => limit === undefined);
}

describe('random workflows', () => {
  it('come to what one item at a time comes to, each step once, failures kept apart', async () => {
    let steps = 0;
    const property = fc.asyncProperty(arbitraryCase, async (randomCase) => {
      const { workflow, inputs, misfortune } = randomCase;
      const expected = evaluateSequentially(workflow, inputs, misfortune);
      const record = await recordRun(randomCase);
      steps += expected.steps.size;
      checkSameAsSequential(record, expected);
      checkSteps(record, expected);
      checkOnceAndAfterSources(record, expected);
      checkFailuresStayLocal(record, expected);
      checkRefusalsAreNoFailures(record);
      checkNumbering(record.events);
    });
    await fc.assert(property, propertyRuns('sequential result', 1000));
    expect(steps).toBeGreaterThan(0);
    console.info(`sequential result: ${steps} steps`);
  }, 300_000);

  it('start each step the moment it has all it needs, where no limit holds it back', async () => {
    const unlimited = { concurrency: undefined, modelConcurrency: undefined };
    const cases = arbitraryCase.map((randomCase) => ({
      ...randomCase,
      misfortune: calm,
      world: { ...randomCase.world, ...unlimited, computeConcurrency: undefined, throttled: 0 },
    }));
    const property = fc.asyncProperty(cases, async (randomCase) => {
      expect(isUnlimited(randomCase)).toBe(true);
      const { workflow, inputs } = randomCase;
      const expected = evaluateSequentially(workflow, inputs, calm);
      const record = await recordRun(randomCase);
      checkSameAsSequential(record, expected);
      checkNoBarrier(record, expected);
    });
    await fc.assert(property, propertyRuns('no barrier', 150));
  }, 300_000);

  it('come to the same on the core alone, whatever its host', async () => {
    const property = fc.asyncProperty(arbitraryCase, async (randomCase) => {
      const { workflow, inputs, misfortune } = randomCase;
      const { events } = await recordRun(randomCase);
      const driven = driveCore({ created: events[0] as RunCreated, misfortune });
      checkSameAsSequential(driven, evaluateSequentially(workflow, inputs, misfortune));
    });
    await fc.assert(property, propertyRuns('core alone', 120));
  }, 300_000);

  it('come to the same with a cache, and the second time without a call', async () => {
    const property = fc.asyncProperty(arbitraryCase, async (randomCase) => {
      const { workflow, inputs } = randomCase;
      const friendly = { ...randomCase, misfortune: { ...calm, refused: 30 } };
      const expected = evaluateSequentially(workflow, inputs, friendly.misfortune);
      const bench = createBench(friendly, { cache: createMemoryPredictionCache() });
      checkSameAsSequential(await recordRun(friendly, undefined, bench), expected);
      const calls = bench.provider.calls.length;
      const distinct = new Set(
        bench.provider.calls.map(({ model, input }) => JSON.stringify([model, input])),
      );
      expect(calls).toBe(distinct.size);
      checkSameAsSequential(await recordRun(friendly, undefined, bench), expected);
      expect(bench.provider.calls).toHaveLength(calls);
    });
    await fc.assert(property, propertyRuns('cache', 100));
  }, 300_000);
});
