import { EngineError } from '@catena/engine';
import { UsageError } from './usage-error.ts';

/** What the exit code of a command says. Listed in `catena --help`. */
export const exitCodes = {
  ok: 0,
  /** The run failed, or the machine did: no room, no permission, a provider out of reach. */
  failed: 1,
  /** Flags, inputs or the workflow are wrong; nothing was run. */
  usage: 2,
  /** A fault of Catena itself. */
  internal: 70,
  canceled: 130,
} as const;

const usageCodes = new Set([
  'basis-not-found',
  'cannot-listen',
  'invalid-config',
  'invalid-inputs',
  'invalid-workflow',
  'missing-basis',
  'missing-basis-result',
  'model-not-found',
  'path-outside-folder',
  'port-in-use',
  'data-folder-in-use',
  'token-required',
  'run-ended',
  'run-not-found',
  'run-owned',
  'too-many-steps',
  'unknown-node-type',
  'unknown-provider',
  'unknown-target',
]);

/** The exit code for something thrown. */
export function exitCodeOf(error: unknown): number {
  if (!EngineError.isInstance(error)) return exitCodes.internal;
  return UsageError.isUsageError(error) || usageCodes.has(error.code)
    ? exitCodes.usage
    : exitCodes.failed;
}
