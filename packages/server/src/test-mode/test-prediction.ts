import {
  isTerminalPrediction,
  type Prediction,
  type PredictionProgress,
  type WaitContext,
} from '@catena/engine';

/** A prediction of a test model: its state, and what it has said so far, for whoever comes late. */
export class TestPrediction {
  /** Aborted when the prediction is to end early. */
  readonly cancellation = new AbortController();
  readonly #said: PredictionProgress[] = [];
  readonly #listeners = new Set<(progress: PredictionProgress) => void>();
  readonly #onEnd = new Set<() => void>();
  #state: Prediction;

  constructor(state: Prediction) {
    this.#state = state;
  }

  get state(): Prediction {
    return { ...this.#state };
  }

  get hasEnded(): boolean {
    return isTerminalPrediction(this.#state.status);
  }

  tell(progress: PredictionProgress): void {
    if (this.hasEnded) return;
    this.#state = { ...this.#state, status: progress.status };
    this.#said.push(progress);
    for (const listener of this.#listeners) listener(progress);
  }

  /** Ends it once; what comes later is not heard. */
  end(ending: Pick<Prediction, 'status' | 'output' | 'error' | 'metrics'>): void {
    if (this.hasEnded) return;
    this.#state = { ...this.#state, ...ending };
    this.cancellation.abort();
    for (const callback of this.#onEnd) callback();
    this.#onEnd.clear();
  }

  /** Calls back once, when it ends. */
  onEnd(callback: () => void): void {
    if (this.hasEnded) callback();
    else this.#onEnd.add(callback);
  }

  async wait({ signal, onProgress }: WaitContext): Promise<Prediction> {
    signal.throwIfAborted();
    for (const progress of this.#said) onProgress(progress);
    this.#listeners.add(onProgress);
    try {
      await new Promise<void>((resolve) => {
        this.onEnd(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      signal.throwIfAborted();
      return this.state;
    } finally {
      this.#listeners.delete(onProgress);
    }
  }
}
