import { readInputValue, type PortDescriptor } from '@catena/engine';

/** How a seed comes about. */
export type SeedMode = 'unset' | 'fixed' | 'random';

/** How the seed that stands in an input comes about. */
export function seedMode(value: unknown): SeedMode {
  if (value === undefined) return 'unset';
  return readInputValue(value).kind === 'random' ? 'random' : 'fixed';
}

const largestSeed = 2 ** 31 - 1;

/** The bounds that a seed is drawn in. */
function seedRange({ minimum, maximum }: PortDescriptor): {
  minimum: number;
  maximum: number;
} {
  const least = Math.max(minimum ?? 0, Number.MIN_SAFE_INTEGER);
  return {
    minimum: Math.ceil(least),
    maximum: Math.floor(Math.min(maximum ?? largestSeed, Number.MAX_SAFE_INTEGER)),
  };
}

/** What stands in the document for a seed that is drawn for each run. */
export function randomSeed(port: PortDescriptor): unknown {
  const { minimum, maximum } = port;
  return minimum === undefined && maximum === undefined
    ? { $random: true }
    : { $random: seedRange(port) };
}

/** A seed to begin with; `chance` is from 0 to 1. */
export function drawSeed(port: PortDescriptor, chance: number): number {
  const { minimum, maximum } = seedRange(port);
  return minimum + Math.floor(chance * (maximum - minimum + 1));
}
