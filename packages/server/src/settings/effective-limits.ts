import type { Config } from '../config.ts';
import type { SavedLimits } from './settings-store.ts';

/** What this process was told wins over what was saved. */
export function effectiveLimits(
  { computeConcurrency, maxSteps }: Pick<Config, 'computeConcurrency' | 'maxSteps'>,
  saved: SavedLimits,
): SavedLimits {
  return {
    ...saved,
    ...(computeConcurrency !== undefined && { computeConcurrency }),
    ...(maxSteps !== undefined && { maxSteps }),
  };
}
