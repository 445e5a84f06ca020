/**
 * The one JSON form of a failure: in events, snapshots, problem bodies and on the command line.
 * Never holds a secret or a whole payload.
 */
export interface ErrorRecord {
  /** Stable, kebab-case. */
  code: string;
  /** What happened, to what. */
  message: string;
  /** What a person can do about it. */
  hint?: string;
  /** Whether the same call may succeed when made again. */
  retryable: boolean;
  /** For the create call of a prediction: whether it may have had an effect at the provider. */
  effect?: 'none' | 'unknown';
  /** Milliseconds the provider asked to wait before another try. */
  retryAfterMs?: number;
  nodeId?: string;
  provider?: string;
  details?: Record<string, unknown>;
  cause?: ErrorRecord;
}
