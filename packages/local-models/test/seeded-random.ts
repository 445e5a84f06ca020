/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A new seed for each run; the variable repeats an earlier one. */
export function testSeed(): number {
  const given = Number(process.env['CATENA_TEST_SEED']);
  return Number.isInteger(given) && given > 0 ? given : 1 + (Date.now() % 1_000_000);
}
