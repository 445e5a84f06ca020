import type { PredictionStatus } from '@catena/engine';
import type { PredictionRecord, WebhookEvent } from './prediction-record.ts';

export interface PredictionRow {
  id: string;
  model: string;
  version: string;
  deployment: string | null;
  input: string;
  output: string | null;
  logs: string;
  error: string | null;
  status: string;
  created_at: number;
  started_at: number | null;
  completed_at: number | null;
  deadline: number | null;
  metrics: string | null;
  data_removed: number;
  webhook: string | null;
  webhook_events: string | null;
  base_url: string;
  token: string;
  streams: number;
}

const toJson = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value);

/** In the order of the columns. */
export function toRow(record: PredictionRecord): PredictionRow {
  return {
    id: record.id,
    model: record.model,
    version: record.version,
    deployment: record.deployment ?? null,
    input: JSON.stringify(record.input),
    output: toJson(record.output),
    logs: record.logs,
    error: record.error ?? null,
    status: record.status,
    created_at: record.createdAt,
    started_at: record.startedAt ?? null,
    completed_at: record.completedAt ?? null,
    deadline: record.deadline ?? null,
    metrics: toJson(record.metrics),
    data_removed: record.dataRemoved ? 1 : 0,
    webhook: record.webhook ?? null,
    webhook_events: toJson(record.webhookEvents),
    base_url: record.baseUrl,
    token: record.token,
    streams: record.streams ? 1 : 0,
  };
}

export function toRecord(row: PredictionRow): PredictionRecord {
  return {
    id: row.id,
    model: row.model,
    version: row.version,
    ...(row.deployment !== null && { deployment: row.deployment }),
    input: JSON.parse(row.input) as Record<string, unknown>,
    output: row.output === null ? null : (JSON.parse(row.output) as unknown),
    logs: row.logs,
    ...(row.error !== null && { error: row.error }),
    status: row.status as PredictionStatus,
    createdAt: row.created_at,
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.completed_at !== null && { completedAt: row.completed_at }),
    ...(row.deadline !== null && { deadline: row.deadline }),
    ...(row.metrics !== null && { metrics: JSON.parse(row.metrics) as Record<string, number> }),
    dataRemoved: row.data_removed !== 0,
    ...(row.webhook !== null && { webhook: row.webhook }),
    ...(row.webhook_events !== null && {
      webhookEvents: JSON.parse(row.webhook_events) as WebhookEvent[],
    }),
    baseUrl: row.base_url,
    token: row.token,
    streams: row.streams !== 0,
  };
}
