import {
  createMemoryPredictionCache,
  createMemoryRunStore,
  type RunStore,
  type Workflow,
} from '@catena/engine';
import { createBenchEngine } from '../create-bench-engine.ts';
import { shapeWorkflow, type Shape } from '../shapes.ts';
import { meanWarmRound, startMeasuring, type Cost } from '../warm-rounds.ts';

/** What a run took, before and after its start. */
export type RunCost = {
  /** Checks, types, axes, compilation, the first event. */
  prepare: Cost;
  /** From the event that starts the run to its result. */
  run: Cost;
};

/** Keeps events as any store does, and measures from the event that starts the run. */
class MeasuringStore {
  readonly prepare = startMeasuring();
  prepared: Cost | undefined;
  run: (() => Cost) | undefined;
  readonly #runs = createMemoryRunStore();
  readonly store: RunStore = {
    ...this.#runs,
    append: (runId, events, options) => {
      if (events[0]?.type === 'run.started') {
        this.prepared = this.prepare();
        this.run = startMeasuring();
      }
      return this.#runs.append(runId, events, options);
    },
  };
}

async function runOnce(
  workflow: Workflow,
  options: { steps: number; cache: boolean },
): Promise<RunCost> {
  const measuring = new MeasuringStore();
  const engine = createBenchEngine({
    runs: measuring.store,
    limits: { maxSteps: options.steps + 2 },
    ...(options.cache && { cache: createMemoryPredictionCache() }),
  });
  const run = await engine.run(workflow);
  let events = 0;
  run.subscribe({ onEvent: () => (events += 1) });
  const result = await run.result;
  const cost = measuring.run?.();
  const { prepared } = measuring;
  if (result.status !== 'succeeded' || events <= options.steps || !cost || !prepared) {
    throw new Error(`The run ended ${result.status}.`);
  }
  return { prepare: prepared, run: cost };
}

/** Runs a workflow of trivial steps through the whole engine, with a listener and a store. */
export function measureRun(parameters: {
  shape: Shape;
  steps: number;
  cache: boolean;
}): Promise<RunCost> {
  const workflow = shapeWorkflow(parameters.shape, parameters.steps);
  return meanWarmRound(parameters.steps, () => runOnce(workflow, parameters));
}
