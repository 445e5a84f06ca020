import type { ErrorRecord } from '../errors/error-record.ts';

/** Replicate's words. */
export type PredictionStatus =
  'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';

/** One call of a model at a provider. */
export interface Prediction {
  id: string;
  status: PredictionStatus;
  /** The version that was actually run. */
  version: string;
  /** As the provider gives it; files are in the provider's own form until collected. */
  output?: unknown;
  error?: ErrorRecord;
  metrics?: PredictionMetrics;
}

/** Milliseconds, measured by the provider where it does. */
export interface PredictionMetrics {
  /** Waiting for a place. */
  queueMs?: number;
  /** Fetching weights, loading the model. */
  bootMs?: number;
  /** Computing. */
  predictMs?: number;
}

/** What a prediction says of itself while it runs; lossy, for people. */
export interface PredictionProgress {
  status: 'starting' | 'processing';
  /** What is under way, e.g. `fetching weights`. */
  phase?: string;
  /** From 0 to 1, of the phase. */
  fraction?: number;
  /** New lines of the log. */
  log?: string;
  /** New text of a streamed output. */
  text?: string;
}

/** Whether a prediction has ended. */
export function isTerminalPrediction(status: PredictionStatus): boolean {
  return status !== 'starting' && status !== 'processing';
}
