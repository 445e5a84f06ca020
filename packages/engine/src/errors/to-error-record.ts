import { EngineError } from './engine-error.ts';
import type { ErrorRecord } from './error-record.ts';

const optionalFields = ['hint', 'effect', 'retryAfterMs', 'nodeId', 'provider', 'details'] as const;

/** Turns anything thrown into its JSON form; what is not an engine error becomes `internal-error`. */
export function toErrorRecord(error: unknown): ErrorRecord {
  if (!EngineError.isInstance(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: 'internal-error', message, retryable: false };
  }
  const record: ErrorRecord = {
    code: error.code,
    message: error.message,
    retryable: error.retryable,
  };
  for (const field of optionalFields) {
    if (error[field] !== undefined) Object.assign(record, { [field]: error[field] });
  }
  if (error.cause !== undefined) record.cause = toErrorRecord(error.cause);
  return record;
}
