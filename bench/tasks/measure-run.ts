import {
  createMemoryPredictionCache,
  createMemoryRunStore,
  type RunStore,
  type Workflow,
} from '@catena/engine';
import { createBenchEngine } from '../create-bench-engine.ts';
import { shapeWorkflow, type Shape } from '../shapes.ts';
import { bestWarmRound } from '../warm-rounds.ts';

/** Milliseconds of a run, before and after its start. */
export interface RunTimes {
  /** Checks, types, axes, compilation, the first event. */
  prepareMs: number;
  /** From the event that starts the run to its result. */
  runMs: number;
  events: number;
}

/** Notes when the run starts; keeps the events as any store does. */
function timedStore(): { runs: RunStore; startedAt: () => number } {
  const runs = createMemoryRunStore();
  let startedAt = 0;
  return {
    runs: {
      ...runs,
      append(runId, events, options) {
        if (events[0]?.type === 'run.started') startedAt = performance.now();
        return runs.append(runId, events, options);
      },
    },
    startedAt: () => startedAt,
  };
}

async function runOnce(
  workflow: Workflow,
  options: { steps: number; cache: boolean },
): Promise<RunTimes> {
  const { runs, startedAt } = timedStore();
  const engine = createBenchEngine({
    runs,
    limits: { maxSteps: options.steps + 2 },
    ...(options.cache && { cache: createMemoryPredictionCache() }),
  });
  const begin = performance.now();
  const run = await engine.run(workflow);
  let events = 0;
  run.subscribe({ onEvent: () => (events += 1) });
  const result = await run.result;
  const end = performance.now();
  if (result.status !== 'succeeded') throw new Error(`The run ended ${result.status}.`);
  return { prepareMs: startedAt() - begin, runMs: end - startedAt(), events };
}

/** Runs a workflow of trivial steps through the whole engine, with a listener and a store. */
export function measureRun(parameters: {
  shape: Shape;
  steps: number;
  cache: boolean;
}): Promise<RunTimes> {
  const workflow = shapeWorkflow(parameters.shape, parameters.steps);
  return bestWarmRound(
    () => runOnce(workflow, parameters),
    ({ runMs }) => runMs,
  );
}
