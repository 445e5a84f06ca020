const warmUpSteps = 20_000;
const measuredSteps = 40_000;
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
 * round and 20,000 steps), then several times, and takes the mean: rounds leave rubbish behind, and
 * whoever has to clean it up pays for it.
 */
export async function meanWarmRound<Part extends string>(
  steps: number,
  measure: () => Promise<Record<Part, Cost>>,
): Promise<Record<Part, Cost>> {
  for (let warm = 0; warm < warmUpSteps; warm += steps) await measure();
  globalThis.gc?.();
  const rounds = Math.max(fewestRounds, Math.ceil(measuredSteps / steps));
  const mean = {} as Record<Part, Cost>;
  for (let round = 0; round < rounds; round += 1) {
    const costs = Object.entries<Cost>(await measure()) as [Part, Cost][];
    for (const [part, { cpuMs, wallMs }] of costs) {
      const sum = mean[part] ?? { cpuMs: 0, wallMs: 0 };
      mean[part] = { cpuMs: sum.cpuMs + cpuMs / rounds, wallMs: sum.wallMs + wallMs / rounds };
    }
  }
  return mean;
}
