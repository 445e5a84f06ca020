import type { ErrorRecord } from '../errors/error-record.ts';

const firstDelayMs = 1000;
const longestDelayMs = 60_000;
const defaultFurtherAttempts = 3;

/** What the node says about further attempts. */
export interface NodeRetry {
  max: number;
  /** Error codes; any where it is missing. */
  on?: readonly string[] | undefined;
}

/**
 * Milliseconds to wait before the next attempt, or undefined where there is none. Without a word of
 * the node only what had no effect is tried again: a call that may have been paid for never is.
 */
export function nextAttemptDelayMs(options: {
  /** The attempt that failed, from 1. */
  attempt: number;
  error: ErrorRecord;
  retry?: NodeRetry | undefined;
}): number | undefined {
  const { attempt, error, retry } = options;
  if (error.effect === 'unknown') return undefined;
  const wanted = retry ? (retry.on?.includes(error.code) ?? true) : error.retryable;
  if (!wanted || attempt > (retry?.max ?? defaultFurtherAttempts)) return undefined;
  const backoffMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  return Math.max(error.retryAfterMs ?? 0, backoffMs);
}
