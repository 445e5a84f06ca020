import fc from 'fast-check';

/**
 * How often a property is tried, and from which seed: CATENA_PROPERTY_RUNS replaces the number of
 * tries, CATENA_PROPERTY_SEED repeats a run. The seed is printed.
 */
export function propertyRuns(name: string, runs: number): { numRuns: number; seed: number } {
  const wanted = Number(process.env['CATENA_PROPERTY_RUNS'] ?? runs);
  const numRuns = Number.isInteger(wanted) && wanted > 0 ? wanted : runs;
  const given = process.env['CATENA_PROPERTY_SEED'];
  const seed = given === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(given);
  console.info(`${name}: ${numRuns} runs, seed ${seed}`);
  return { numRuns, seed };
}

/** Whether random search, always the same, finds a case that breaks the property: how a check shows that it can fail. */
export async function findsCounterexample<Case>(
  cases: fc.Arbitrary<Case>,
  property: (value: Case) => Promise<void> | void,
  numRuns = 400,
): Promise<boolean> {
  const asked = fc.asyncProperty(cases, async (value) => property(value));
  const details = await fc.check(asked, { numRuns, seed: 1, endOnFailure: true });
  return details.failed;
}
