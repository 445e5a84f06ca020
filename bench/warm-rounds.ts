/** How often a measurement is repeated in its process after one round that warms the code up. */
const rounds = 3;

/** Runs once to warm up, then several times; keeps the round of the least cost. */
export async function bestWarmRound<Result>(
  measure: () => Promise<Result>,
  costOf: (result: Result) => number,
): Promise<Result> {
  await measure();
  let best: Result | undefined;
  for (let round = 0; round < rounds; round += 1) {
    globalThis.gc?.();
    const result = await measure();
    if (best === undefined || costOf(result) < costOf(best)) best = result;
  }
  return best as Result;
}
