import {
  isTerminalPrediction,
  type Prediction,
  type PredictionProgress,
  type PredictionStatus,
  type WaitContext,
} from '@catena/engine';

type Ending = Omit<Prediction, 'id' | 'version'>;

/** A prediction that this process follows: what is known of it, and who waits for it. */
export class TrackedPrediction {
  readonly #listeners = new Set<(progress: PredictionProgress) => void>();
  readonly #onEnd = new Set<() => void>();
  #prediction: Prediction;
  #latest: PredictionProgress | undefined;

  constructor(prediction: Prediction) {
    this.#prediction = prediction;
  }

  get id(): string {
    return this.#prediction.id;
  }

  get status(): PredictionStatus {
    return this.#prediction.status;
  }

  get snapshot(): Prediction {
    return { ...this.#prediction };
  }

  get hasEnded(): boolean {
    return isTerminalPrediction(this.#prediction.status);
  }

  /** Calls back once, when it ends; at once where it has. */
  onEnd(callback: () => void): void {
    if (this.hasEnded) callback();
    else this.#onEnd.add(callback);
  }

  /** The version that runs, once it is known. */
  setVersion(version: string): void {
    this.#prediction = { ...this.#prediction, version };
  }

  tell(progress: PredictionProgress): void {
    if (this.hasEnded) return;
    // A prediction that computes does not go back to waiting.
    const status = this.status === 'processing' ? 'processing' : progress.status;
    this.#prediction = { ...this.#prediction, status };
    this.#latest = { ...progress, status };
    for (const listener of this.#listeners) listener(this.#latest);
  }

  /** Ends it once; what comes later is not heard. */
  end(ending: Ending): void {
    if (this.hasEnded) return;
    this.#prediction = { ...this.#prediction, ...ending };
    for (const callback of this.#onEnd) callback();
    this.#onEnd.clear();
    this.#listeners.clear();
  }

  /** Resolves when it has ended; rejects when the signal is aborted. */
  async wait({ signal, onProgress }: WaitContext): Promise<Prediction> {
    signal.throwIfAborted();
    if (this.hasEnded) return this.snapshot;
    const { status, phase, fraction } = this.#latest ?? { status: 'starting' as const };
    const place = phase === undefined ? {} : { phase };
    onProgress({ status, ...place, ...(fraction === undefined ? {} : { fraction }) });
    // Who is told may have had enough.
    signal.throwIfAborted();
    this.#listeners.add(onProgress);
    let stop: () => void = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        this.#onEnd.add(resolve);
        stop = () => {
          this.#onEnd.delete(resolve);
          reject(toError(signal.reason));
        };
        signal.addEventListener('abort', stop, { once: true });
      });
      return this.snapshot;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#listeners.delete(onProgress);
    }
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
