import type { Logger as PinoLogger } from 'pino';
import type { Logger } from '@catena/engine';

/** Lets engine and runs write into the log of the server. */
export function engineLogger(logger: PinoLogger): Logger {
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
  };
}
