import { systemPlatform, type Workflow } from '@catena/engine';
import { FakeProvider, SimulatedClock, type FakeModel } from '@catena/engine/testing';
import { createBenchEngine } from '../create-bench-engine.ts';
import { barrierMs, listScheduleMs, lowerBoundMs, type Durations } from '../list-schedule.ts';
import { lognormal, seededRandom } from '../seeded-random.ts';

/** Milliseconds that the same work takes, by who arranges it. */
export interface Makespan {
  engineMs: number;
  /** Greedy, going by the mean of each stage. */
  listMs: number;
  /** Greedy, with every duration known before. */
  clairvoyantMs: number;
  barrierMs: number;
  lowerBoundMs: number;
}

const stages = ['bench/first', 'bench/second', 'bench/third'];
const number = { type: 'number' };
const medianMs = 4000;
const spread = 0.7;

function sampleDurations(items: number, seed: number): Durations {
  const random = seededRandom(seed);
  return stages.map(() =>
    Array.from({ length: items }, () => Math.ceil(lognormal(random, medianMs, spread))),
  );
}

/** A model that gives back its number after the time that was drawn for it. */
function modelOf(durations: readonly number[]): FakeModel {
  return {
    input: { item: number },
    required: ['item'],
    output: number,
    predict: (input) => input['item'],
    delayMs: (input) => durations[Number(input['item'])] ?? 0,
  };
}

const workflow: Workflow = {
  catena: 1,
  inputs: { items: { type: 'number[]' } },
  nodes: Object.fromEntries(
    stages.map((model, stage) => [
      `stage${stage}`,
      {
        type: 'predict',
        provider: 'fake',
        model,
        input: { item: { $from: stage === 0 ? 'inputs.items' : `stage${stage - 1}.output` } },
      },
    ]),
  ),
};

/** Runs a chain of three models over a list on the simulated clock, and schedules the same durations. */
export async function measureMakespan(parameters: {
  items: number;
  places: number;
  seed: number;
}): Promise<Makespan> {
  const { items, places, seed } = parameters;
  const durations = sampleDurations(items, seed);
  const clock = new SimulatedClock();
  const models = Object.fromEntries(
    stages.map((name, stage) => [name, modelOf(durations[stage] ?? [])]),
  );
  const provider = new FakeProvider({ clock, models, limits: { concurrency: places } });
  const engine = createBenchEngine({
    providers: [provider],
    platform: { ...systemPlatform, clock },
  });
  const begin = clock.now();
  const inputs = { items: Array.from({ length: items }, (_, item) => item) };
  const run = await engine.run(workflow, { inputs });
  const result = await clock.runUntil(run.result);
  if (result.status !== 'succeeded') throw new Error(`The run ended ${result.status}.`);
  return {
    engineMs: clock.now() - begin,
    listMs: listScheduleMs(durations, { places, knowledge: 'means' }),
    clairvoyantMs: listScheduleMs(durations, { places, knowledge: 'durations' }),
    barrierMs: barrierMs(durations, places),
    lowerBoundMs: lowerBoundMs(durations, places),
  };
}
