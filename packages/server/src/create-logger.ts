import { destination, pino, type Logger } from 'pino';
import type { Config } from './config.ts';

/** Places where secrets might stand. */
const redacted = [
  'authorization',
  'cookie',
  'token',
  'value',
  'headers.authorization',
  'headers.cookie',
  '*.authorization',
  '*.cookie',
  '*.token',
];

/** The log of the server: JSON, one line each, on standard error. */
export function createLogger(level: Config['logLevel']): Logger {
  return pino({ level, redact: redacted, base: { name: 'catena' } }, destination(2));
}
