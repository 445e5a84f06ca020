import { rm } from 'node:fs/promises';
import {
  isTerminalPrediction,
  type ErrorRecord,
  type Prediction,
  type PredictionProgress,
  type WaitContext,
} from '@catena/engine';

type Ending = Pick<Prediction, 'output' | 'error' | 'metrics'>;

/** A prediction of this process: its state, who waits for it, and the folder of its files. */
export class LocalPrediction {
  readonly model: string;
  readonly folder: string;
  /** Aborted when the prediction is to end early. */
  readonly cancellation = new AbortController();
  /** The output with its files in the store; set by the first collection that succeeds. */
  collected?: unknown;
  readonly #listeners = new Set<(progress: PredictionProgress) => void>();
  readonly #onEnd = new Set<() => void>();
  #prediction: Prediction;
  #progress: PredictionProgress = { status: 'starting' };

  constructor(prediction: Prediction, model: string, folder: string) {
    this.#prediction = prediction;
    this.model = model;
    this.folder = folder;
  }

  get snapshot(): Prediction {
    return { ...this.#prediction };
  }

  get hasEnded(): boolean {
    return isTerminalPrediction(this.#prediction.status);
  }

  /** Calls back once, when it ends. */
  onEnd(callback: () => void): void {
    this.#onEnd.add(callback);
  }

  tell(progress: PredictionProgress): void {
    if (this.hasEnded) return;
    this.#prediction = { ...this.#prediction, status: progress.status };
    this.#progress = progress;
    for (const listener of this.#listeners) listener(progress);
  }

  /** Ends it once; what comes later is not heard. */
  end(status: 'succeeded' | 'failed' | 'canceled' | 'aborted', ending: Ending): void {
    if (this.hasEnded) return;
    this.#prediction = { ...this.#prediction, ...ending, status };
    for (const callback of this.#onEnd) callback();
    this.#onEnd.clear();
    if (status !== 'succeeded') void this.removeFiles();
  }

  fail(error: ErrorRecord): void {
    this.end('failed', { error: { ...error, provider: 'local' } });
  }

  async wait({ signal, onProgress }: WaitContext): Promise<Prediction> {
    signal.throwIfAborted();
    if (this.hasEnded) return this.snapshot;
    onProgress(this.#progress);
    // Who is told may have had enough.
    signal.throwIfAborted();
    this.#listeners.add(onProgress);
    try {
      await new Promise<void>((resolve, reject) => {
        this.onEnd(resolve);
        signal.addEventListener('abort', () => reject(toError(signal.reason)), { once: true });
      });
      return this.snapshot;
    } finally {
      this.#listeners.delete(onProgress);
    }
  }

  async removeFiles(): Promise<void> {
    // What cannot be removed now is left to the system that owns the temporary folder.
    await rm(this.folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
