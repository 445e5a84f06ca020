import mime from 'mime';
import { isArtifactRef, type ArtifactRef } from '@catena/engine';
import type { PredictionRecord } from '../store/prediction-record.ts';

/** A prediction as Replicate's API shows it. */
export type PredictionObject = Record<string, unknown>;

function nameOf(ref: ArtifactRef, path: readonly (string | number)[]): string {
  const extension = mime.getExtension(ref.mediaType) ?? 'bin';
  const indexes = path.filter((part) => typeof part === 'number');
  return `${['out', ...indexes].join('-')}.${extension}`;
}

/** A value with the addresses of its files in their place. */
export function withAddresses(
  value: unknown,
  addressOf: (ref: ArtifactRef, name: string) => string,
  path: readonly (string | number)[] = [],
): unknown {
  if (isArtifactRef(value)) return addressOf(value, nameOf(value, path));
  if (Array.isArray(value)) {
    return value.map((item, index) => withAddresses(item, addressOf, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, member]) => [name, withAddresses(member, addressOf, [...path, name])]),
  );
}

/** Gives files of a prediction their addresses, which need no token but the one in the path. */
export function addressesOf(record: Pick<PredictionRecord, 'token'>, baseUrl: string) {
  return (ref: ArtifactRef, name: string): string =>
    `${baseUrl}/v1/delivery/${record.token}/${ref.$artifact}/${name}`;
}

const toTime = (ms: number): string => new Date(ms).toISOString();

function urlsOf({ id, streams, token }: PredictionRecord, baseUrl: string) {
  const get = `${baseUrl}/v1/predictions/${id}`;
  return {
    cancel: `${get}/cancel`,
    get,
    web: get,
    ...(streams && { stream: `${baseUrl}/v1/streams/${token}` }),
  };
}

/**
 * Shows a prediction.
 *
 * @param baseUrl - Where who asks reaches this server, without a slash at the end.
 */
export function toPredictionObject(record: PredictionRecord, baseUrl: string): PredictionObject {
  const addressOf = addressesOf(record, baseUrl);
  const { deployment, webhook, webhookEvents, startedAt, completedAt, deadline } = record;
  return {
    id: record.id,
    model: record.model,
    version: record.version,
    input: withAddresses(record.input, addressOf),
    logs: record.logs,
    output: withAddresses(record.output ?? null, addressOf),
    data_removed: record.dataRemoved,
    error: record.error ?? null,
    status: record.status,
    source: 'api',
    created_at: toTime(record.createdAt),
    ...(startedAt !== undefined && { started_at: toTime(startedAt) }),
    ...(completedAt !== undefined && { completed_at: toTime(completedAt) }),
    ...(deadline !== undefined && { deadline: toTime(deadline) }),
    ...(deployment !== undefined && { deployment }),
    ...(record.metrics && { metrics: record.metrics }),
    ...(webhook !== undefined && { webhook }),
    ...(webhookEvents && { webhook_events_filter: webhookEvents }),
    urls: urlsOf(record, baseUrl),
  };
}

/**
 * Shows a prediction whose caller has waited in vain: always as one that has not begun, whatever it
 * does by now. Clients take every other status after a blocking create as its end.
 */
export function toUnendedObject(record: PredictionRecord, baseUrl: string): PredictionObject {
  const { startedAt: _startedAt, metrics: _metrics, ...rest } = record;
  return toPredictionObject({ ...rest, status: 'starting', output: null, logs: '' }, baseUrl);
}
