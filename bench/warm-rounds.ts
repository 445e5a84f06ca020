const warmUpSteps = 20_000;
const measuredSteps = 30_000;
const fewestRounds = 3;

/** What a measured piece of work took. */
export interface Cost {
  /** Processor time, all threads of the process: what other work on the machine hardly changes. */
  cpuMs: number;
  wallMs: number;
}

/** Begins to measure; the function that it returns tells the cost since then. */
export function startMeasuring(): () => Cost {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpuMs: (user + system) / 1000, wallMs: performance.now() - begin };
  };
}

/**
 * Repeats a measurement in this process: first unmeasured until the code is compiled (at least one
 * round and 20,000 steps), then several times, with an emptied heap; keeps the round of the least cost.
 */
export async function bestWarmRound<Result>(
  steps: number,
  measure: () => Promise<Result>,
  costOf: (result: Result) => number,
): Promise<Result> {
  for (let warm = 0; warm < warmUpSteps; warm += steps) await measure();
  let best: Result | undefined;
  const rounds = Math.max(fewestRounds, Math.ceil(measuredSteps / steps));
  for (let round = 0; round < rounds; round += 1) {
    globalThis.gc?.();
    const result = await measure();
    if (best === undefined || costOf(result) < costOf(best)) best = result;
  }
  return best as Result;
}
