import { systemClock, type Clock } from './clock.ts';
import { systemIds, type IdSource } from './ids.ts';
import { silentLogger, type Logger } from './logger.ts';
import { systemRandom, type Random } from './random.ts';

/** The engine's doors to the world, as one bundle. */
export interface Platform {
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  random: Random;
}

/** The platform of the machine, with a silent logger. */
export const systemPlatform: Platform = {
  clock: systemClock,
  ids: systemIds,
  logger: silentLogger,
  random: systemRandom,
};
