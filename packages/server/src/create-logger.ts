import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { EngineError } from '@catena/engine';
import type { Config } from './config.ts';

/** Members in which a secret might stand. */
const places = ['authorization', 'cookie', 'headers', 'token', 'value'];
const redacted = places.flatMap((name) => [name, `*.${name}`]);

/** Where an error happened and why; not its details, which may hold what was sent. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = EngineError.isInstance(error) ? error.code : undefined;
  return { name, code, message, stack, ...(cause !== undefined && { cause: describe(cause) }) };
}

/** The log of the server: JSON, one line each, on standard error where nothing is said. */
export function createLogger(
  level: Config['logLevel'],
  stream: DestinationStream = destination(2),
): Logger {
  const options = { level, redact: redacted, base: { name: 'catena' } };
  return pino({ ...options, serializers: { error: describe } }, stream);
}
