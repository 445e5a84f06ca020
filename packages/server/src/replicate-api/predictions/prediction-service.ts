import { toErrorRecord, type ErrorRecord, type Logger, type UrlFetcher } from '@catena/engine';
import { resourceNotFound } from '../errors/replicate-error.ts';
import type { HostedVersion } from '../hosted/hosted-model.ts';
import { fetchFiles } from '../input/resolve-files.ts';
import type { Page, PagePlace } from '../store/page.ts';
import type { PredictionRecord } from '../store/prediction-record.ts';
import type {
  IdempotentCall,
  PredictionFilter,
  PredictionStore,
} from '../store/prediction-store.ts';
import type { FastClock } from '../time/fast-clock.ts';
import { errorText, LivePrediction } from './live-prediction.ts';

/** Is told what happens to a prediction; sends webhooks. */
export interface PredictionObserver {
  watch(record: PredictionRecord): LivePredictionObserver | undefined;
}
type LivePredictionObserver = ConstructorParameters<typeof LivePrediction>[0]['onChange'];

export interface PredictionServiceParts {
  store: PredictionStore;
  fetcher: UrlFetcher;
  clock: FastClock;
  observer: PredictionObserver;
  logger: Logger;
  /** Milliseconds after its end for which data of a prediction is kept; for ever where it is missing. */
  retentionMs?: number;
}

/** A prediction that is to be started. */
export interface PredictionStart {
  record: PredictionRecord;
  version: HostedVersion;
  /** Checked; addresses elsewhere are still to be fetched. */
  input: Record<string, unknown>;
  /** Members of the input that are files. */
  files: readonly string[];
  /** Milliseconds until it is canceled. */
  cancelAfterMs?: number;
  call?: IdempotentCall;
}

interface Work {
  live: LivePrediction;
  /** Aborted when it is to end before its time. */
  stopping: AbortController;
}

const sweepMs = 60_000;
const callsKeptMs = 24 * 60 * 60_000;

/** Why predictions ended with the server that ran them. */
export const interruption: ErrorRecord = {
  code: 'interrupted',
  message: 'The server stopped while the prediction was under way.',
  hint: 'Make it again.',
  retryable: true,
};

/** Predictions of this server: those under way and those that have ended. */
export class PredictionService {
  readonly #parts: PredictionServiceParts;
  readonly #work = new Map<string, Work>();
  #stopSweeping: () => void;
  #isClosed = false;

  constructor(parts: PredictionServiceParts) {
    this.#parts = parts;
    this.#stopSweeping = this.#sweepLater();
  }

  /** Predictions under way. */
  get underWay(): number {
    return this.#work.size;
  }

  /** Keeps a new prediction and starts it. */
  start(start: PredictionStart): LivePrediction {
    const { store, clock, observer, logger } = this.#parts;
    const { record, call } = start;
    store.insert(record, call);
    const notice = observer.watch(record);
    const live = new LivePrediction({
      record,
      now: () => clock.now(),
      save(changed) {
        try {
          store.update(changed);
        } catch (error) {
          // It goes on in memory; who looks after a restart finds it interrupted.
          logger.warn('a prediction could not be kept', {
            id: changed.id,
            error: toErrorRecord(error),
          });
        }
      },
      onChange: (event, changed) => notice?.(event, changed),
    });
    const work = { live, stopping: new AbortController() };
    this.#work.set(record.id, work);
    live.follow(() => {
      if (live.hasEnded) this.#work.delete(record.id);
    });
    this.#watchDeadline(work, start.cancelAfterMs);
    void this.#perform(work, start);
    return live;
  }

  /** @throws ReplicateError 404. */
  get(id: string): PredictionRecord {
    this.removeExpired();
    const record = this.#work.get(id)?.live.record ?? this.#parts.store.get(id);
    if (!record) throw resourceNotFound();
    return record;
  }

  /** Resolves to whether it has ended, when it has or the signal says that nobody waits any more. */
  async ended(id: string, signal: AbortSignal): Promise<boolean> {
    const live = this.#work.get(id)?.live;
    if (live) await live.ended(signal);
    return live?.hasEnded ?? true;
  }

  /** The prediction that a token opens: live where it is under way. */
  byToken(token: string): LivePrediction | PredictionRecord | undefined {
    this.removeExpired();
    const record = this.#parts.store.byToken(token);
    return record && (this.#work.get(record.id)?.live ?? record);
  }

  /** What is known of the prediction that a token opens. */
  recordByToken(token: string): PredictionRecord | undefined {
    const found = this.byToken(token);
    return found instanceof LivePrediction ? found.record : found;
  }

  list(filter: PredictionFilter, from?: PagePlace): Page<PredictionRecord> {
    this.removeExpired();
    const page = this.#parts.store.list(filter, from);
    const current = (record: PredictionRecord) => this.#work.get(record.id)?.live.record ?? record;
    return { ...page, entries: page.entries.map(current) };
  }

  /**
   * Ends a prediction; one that has ended stays as it is.
   *
   * @throws ReplicateError 404.
   */
  cancel(id: string): PredictionRecord {
    const work = this.#work.get(id);
    if (!work) return this.get(id);
    this.#stop(work, () => work.live.cancel('canceled'));
    return work.live.record;
  }

  /** Ends what an earlier process left behind. */
  recover(): void {
    const { store, clock, observer } = this.#parts;
    for (const record of store.underWay()) {
      if (this.#work.has(record.id)) continue;
      record.status = 'failed';
      record.error = errorText(interruption);
      record.completedAt = clock.now();
      store.update(record);
      observer.watch(record)?.('completed', record);
    }
  }

  /** Removes what has been kept long enough. */
  removeExpired(): void {
    const { store, clock, retentionMs } = this.#parts;
    if (retentionMs !== undefined) store.removeData(clock.now() - clock.real(retentionMs));
  }

  /** Ends everything that is under way. */
  close(): void {
    this.#isClosed = true;
    this.#stopSweeping();
    for (const work of this.#work.values()) {
      this.#stop(work, () => work.live.onEnd({ status: 'failed', error: interruption }));
    }
  }

  async #perform({ live, stopping }: Work, start: PredictionStart): Promise<void> {
    try {
      const { fetcher } = this.#parts;
      const { signal } = stopping;
      const input = await fetchFiles(start.input, start.files, { fetcher, signal });
      if (live.hasEnded) return;
      const hosted = start.version.start({ id: live.record.id, input, listener: live });
      if (signal.aborted) hosted.cancel();
      else signal.addEventListener('abort', () => hosted.cancel(), { once: true });
    } catch (error) {
      live.onEnd({ status: 'failed', error: toErrorRecord(error) });
    }
  }

  /** Its end is known before the model is told: what it still says is too late. */
  #stop({ stopping }: Work, end: () => void): void {
    end();
    stopping.abort();
  }

  #watchDeadline(work: Work, cancelAfterMs: number | undefined): void {
    if (cancelAfterMs === undefined) return;
    const { live } = work;
    const cancelTimer = this.#parts.clock.after(cancelAfterMs, () => {
      const hasBegun = live.record.status === 'processing';
      this.#stop(work, () => live.cancel(hasBegun ? 'canceled' : 'aborted'));
    });
    live.follow(() => {
      if (live.hasEnded) cancelTimer();
    });
  }

  #sweepLater(): () => void {
    const { clock, store, logger } = this.#parts;
    return clock.after(sweepMs, () => {
      try {
        this.removeExpired();
        store.removeCalls(clock.now() - clock.real(callsKeptMs));
      } catch (error) {
        logger.warn('old predictions could not be removed', { error: toErrorRecord(error) });
      }
      if (!this.#isClosed) this.#stopSweeping = this.#sweepLater();
    });
  }
}
