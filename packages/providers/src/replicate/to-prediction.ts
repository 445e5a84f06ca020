import type { ErrorRecord, Prediction, PredictionMetrics, PredictionStatus } from '@catena/engine';
import type { ApiPrediction } from './replicate-api.ts';

const statuses: readonly string[] = [
  'starting',
  'processing',
  'succeeded',
  'failed',
  'canceled',
  'aborted',
] satisfies PredictionStatus[];

function isStatus(text: string): text is PredictionStatus {
  return statuses.includes(text);
}

/** The status in Replicate's words; a word that is not known yet counts by whether it has ended. */
export function statusOf({ status, completed_at }: ApiPrediction): PredictionStatus {
  if (isStatus(status)) return status;
  return completed_at === undefined ? 'processing' : 'failed';
}

/** Milliseconds since the epoch of a time that a service wrote. */
export function timeOf(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** A prediction in the engine's form. Time before the computing is boot time: they cannot be told apart. */
export function toPrediction(api: ApiPrediction): Prediction {
  const status = statusOf(api);
  const error = errorOf(api, status);
  const metrics = metricsOf(api);
  return {
    id: api.id,
    status,
    version: api.version ?? 'unknown',
    ...(api.output !== undefined && api.output !== null && { output: api.output }),
    ...(error && { error }),
    ...(metrics && { metrics }),
  };
}

function metricsOf(api: ApiPrediction): PredictionMetrics | undefined {
  const predictMs = secondsOf(api, 'predict_time');
  const totalMs = secondsOf(api, 'total_time');
  const createdAt = timeOf(api.created_at);
  const startedAt = timeOf(api.started_at);
  const waitedMs =
    createdAt !== undefined && startedAt !== undefined
      ? Math.max(0, startedAt - createdAt)
      : totalMs !== undefined && predictMs !== undefined
        ? Math.max(0, totalMs - predictMs)
        : undefined;
  if (predictMs === undefined && waitedMs === undefined) return undefined;
  return {
    ...(waitedMs !== undefined && { bootMs: waitedMs }),
    ...(predictMs !== undefined && { predictMs }),
  };
}

function secondsOf({ metrics }: ApiPrediction, name: string): number | undefined {
  const value = metrics?.[name];
  return typeof value === 'number' ? Math.round(value * 1000) : undefined;
}

function errorOf(api: ApiPrediction, status: PredictionStatus): ErrorRecord | undefined {
  const provider = 'replicate';
  if (status === 'failed') {
    const said = typeof api.error === 'string' ? api.error : JSON.stringify(api.error ?? null);
    const platformCode = /\b(E\d{4})\b/.exec(said)?.[1];
    return {
      code: 'prediction-failed',
      message: said === 'null' ? `Prediction ${api.id} failed without a reason.` : said,
      hint: 'The logs of the step may say more.',
      retryable: false,
      provider,
      ...(platformCode !== undefined && { details: { platformCode } }),
    };
  }
  if (status === 'aborted') {
    return {
      code: 'deadline-exceeded',
      message: `Prediction ${api.id} did not start before its deadline and was not run.`,
      hint: 'The model may be slow to boot, or busy. Raise the deadline of the node, or try later.',
      retryable: false,
      provider,
    };
  }
  if (status === 'canceled') return canceledError(api);
  return undefined;
}

function canceledError(api: ApiPrediction): ErrorRecord {
  const deadline = timeOf(api.deadline);
  const completedAt = timeOf(api.completed_at);
  const late = deadline !== undefined && completedAt !== undefined && completedAt >= deadline;
  return {
    code: late ? 'deadline-exceeded' : 'prediction-canceled',
    message: late
      ? `Prediction ${api.id} took longer than its deadline and was canceled.`
      : `Prediction ${api.id} was canceled at Replicate.`,
    hint: late
      ? 'Raise the deadline of the node, or use smaller inputs.'
      : 'Somebody else with access to the account may have canceled it. Run the step again.',
    retryable: false,
    provider: 'replicate',
  };
}
