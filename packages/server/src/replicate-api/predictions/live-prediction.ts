/**
 * A prediction under way. Keeps its record, tells whoever follows, and ends once:
 *
 * 1. After the end nothing changes, whatever the model still says.
 * 2. A cancel ends it at once for those who look; the model is told, and its own end is ignored.
 * 3. States and ends are written before anybody is told of them; logs and pieces of output are not.
 */
import { isTerminalPrediction, type ErrorRecord } from '@catena/engine';
import type { HostedEnding, HostedListener } from '../hosted/hosted-model.ts';
import type { PredictionRecord, WebhookEvent } from '../store/prediction-record.ts';

/** What a prediction needs of its surroundings. */
export interface LivePredictionParts {
  record: PredictionRecord;
  now(): number;
  /** Keeps the record as it is. */
  save(record: PredictionRecord): void;
  /** Is told of each change. */
  onChange(event: WebhookEvent, record: PredictionRecord): void;
}

// What is longer loses its beginning.
const longestLogs = 1024 * 1024;

const toSeconds = (ms: number): number => ms / 1000;

/** Milliseconds of the provider as Replicate's seconds; counts stay what they are. */
function toMetrics(
  { startedAt, createdAt }: PredictionRecord,
  completedAt: number,
  metrics: HostedEnding['metrics'] = {},
): Record<string, number> {
  const { predictMs, queueMs: _queueMs, bootMs: _bootMs, ...counts } = metrics;
  const workedMs = startedAt === undefined ? undefined : completedAt - startedAt;
  const predictTime = predictMs ?? workedMs;
  return {
    ...(counts as Record<string, number>),
    ...(predictTime !== undefined && { predict_time: toSeconds(predictTime) }),
    total_time: toSeconds(completedAt - createdAt),
  };
}

/** What a person reads who has only a line. */
export function errorText({ message, hint }: ErrorRecord): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

export class LivePrediction implements HostedListener {
  readonly record: PredictionRecord;
  readonly #parts: LivePredictionParts;
  readonly #followers = new Set<() => void>();

  constructor(parts: LivePredictionParts) {
    this.#parts = parts;
    this.record = parts.record;
  }

  get hasEnded(): boolean {
    return isTerminalPrediction(this.record.status);
  }

  /** Calls back after each change; returns what ends it. */
  follow(callback: () => void): () => void {
    this.#followers.add(callback);
    return () => this.#followers.delete(callback);
  }

  /** Resolves when it has ended, or when the signal says that nobody waits any more. */
  ended(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.hasEnded && !signal.aborted) return;
        unfollow();
        signal.removeEventListener('abort', look);
        resolve();
      };
      const unfollow = this.follow(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });
  }

  onProcessing(): void {
    if (this.record.status !== 'starting') return;
    this.record.status = 'processing';
    this.record.startedAt = this.#parts.now();
    this.#parts.save(this.record);
    this.#tell('start');
  }

  onLog(text: string): void {
    if (this.hasEnded) return;
    this.record.logs = (this.record.logs + text).slice(-longestLogs);
    this.#tell('logs');
  }

  onText(chunk: string): void {
    if (this.hasEnded) return;
    const { output } = this.record;
    if (Array.isArray(output)) output.push(chunk);
    else this.record.output = [chunk];
    this.#tell('output');
  }

  onOutput(partial: unknown): void {
    if (this.hasEnded) return;
    this.record.output = partial;
    this.#tell('output');
  }

  onEnd({ status, output, error, metrics }: HostedEnding): void {
    if (this.hasEnded) return;
    if (status === 'succeeded') this.record.output = output ?? null;
    if (status === 'failed') {
      this.record.error = error ? errorText(error) : 'The model failed and did not say why.';
    }
    this.#end(status, metrics);
  }

  /** @param status - `aborted` where a deadline passed before it began. */
  cancel(status: 'canceled' | 'aborted'): void {
    if (!this.hasEnded) this.#end(status);
  }

  #end(status: PredictionRecord['status'], metrics?: HostedEnding['metrics']): void {
    const { record } = this;
    const now = this.#parts.now();
    if (status === 'canceled' || status === 'aborted') record.output = null;
    record.status = status;
    record.completedAt = now;
    record.metrics = toMetrics(record, now, metrics);
    this.#parts.save(record);
    this.#tell('completed');
  }

  #tell(event: WebhookEvent): void {
    this.#parts.onChange(event, this.record);
    for (const follower of this.#followers) follower();
  }
}
