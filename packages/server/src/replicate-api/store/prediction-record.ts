import type { PredictionStatus } from '@catena/engine';

/** Occasions of webhooks. */
export const webhookEvents = ['start', 'output', 'logs', 'completed'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** A prediction as it is kept. Moments are milliseconds since the epoch; files are artifact references. */
export interface PredictionRecord {
  readonly id: string;
  /** `owner/name` */
  readonly model: string;
  readonly version: string;
  /** `owner/name` */
  readonly deployment?: string;
  /** As it was sent, without what the model does not know and without secrets. */
  input: Record<string, unknown>;
  /** Null until there is any. */
  output: unknown;
  logs: string;
  error?: string;
  status: PredictionStatus;
  readonly createdAt: number;
  startedAt?: number;
  completedAt?: number;
  readonly deadline?: number;
  metrics?: Record<string, number>;
  dataRemoved: boolean;
  readonly webhook?: string;
  readonly webhookEvents?: readonly WebhookEvent[];
  /** Where who asked reaches this server, without a slash at the end. */
  readonly baseUrl: string;
  /** Opens the stream and the files of the output. */
  readonly token: string;
  /** Whether its output can be followed. */
  readonly streams: boolean;
}
