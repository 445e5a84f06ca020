import {
  EngineError,
  toErrorRecord,
  type ArtifactStore,
  type ModelRef,
  type Prediction,
  type PredictionProgress,
  type Provider,
} from '@catena/engine';
import type { HostedListener, HostedPrediction, HostedRequest } from './hosted-model.ts';
import { progressLine } from './progress-line.ts';

export interface ProviderPredictionParts {
  provider: Provider;
  artifacts: ArtifactStore;
  model: ModelRef;
}

/** A prediction of a provider in this process, told as it goes. */
export class ProviderPrediction implements HostedPrediction {
  readonly #parts: ProviderPredictionParts;
  readonly #request: HostedRequest;
  readonly #canceled = new AbortController();
  #predictionId: string | undefined;
  #hasBegun = false;
  #lastLine = '';

  constructor(parts: ProviderPredictionParts, request: HostedRequest) {
    this.#parts = parts;
    this.#request = request;
    void this.#run();
  }

  cancel(): void {
    if (this.#canceled.signal.aborted) return;
    this.#canceled.abort();
    if (this.#predictionId !== undefined) void this.#cancelAtProvider(this.#predictionId);
  }

  get #listener(): HostedListener {
    return this.#request.listener;
  }

  async #run(): Promise<void> {
    try {
      const ended = await this.#predict();
      const { metrics, error } = ended;
      const measured = metrics && { metrics: { ...metrics } };
      if (ended.status !== 'succeeded') {
        const status = ended.status === 'failed' ? 'failed' : 'canceled';
        this.#listener.onEnd({ status, ...measured, ...(error && { error }) });
        return;
      }
      const output = await this.#collect(ended);
      this.#begin();
      this.#listener.onEnd({ status: 'succeeded', output, ...measured });
    } catch (error) {
      const isCanceled = this.#canceled.signal.aborted;
      this.#listener.onEnd(
        isCanceled ? { status: 'canceled' } : { status: 'failed', error: toErrorRecord(error) },
      );
    }
  }

  async #predict(): Promise<Prediction> {
    const { provider, artifacts, model } = this.#parts;
    const { id: key, input } = this.#request;
    const { id } = await provider.create({ model, input, key }, { artifacts });
    this.#predictionId = id;
    if (this.#canceled.signal.aborted) await this.#cancelAtProvider(id);
    const { signal } = new AbortController();
    return provider.wait(id, { signal, onProgress: (progress) => this.#tell(progress) });
  }

  async #collect(ended: Prediction): Promise<unknown> {
    const { provider, artifacts } = this.#parts;
    const output = await provider.collect(ended, { artifacts, signal: this.#canceled.signal });
    if (!this.#canceled.signal.aborted) return output;
    throw new EngineError({ code: 'canceled', message: 'The prediction was canceled.' });
  }

  async #cancelAtProvider(id: string): Promise<void> {
    // What cannot be ended any more has ended; `wait` says how.
    await this.#parts.provider.cancel(id).catch(() => undefined);
  }

  #tell(progress: PredictionProgress): void {
    // What is said while a model is made ready belongs to no prediction.
    if (progress.status === 'starting') return;
    this.#begin();
    const line = progressLine(progress);
    if (line !== undefined && line !== this.#lastLine) {
      this.#lastLine = line;
      this.#listener.onLog(`${line}\n`);
    }
    if (progress.log !== undefined) this.#listener.onLog(progress.log);
    if (progress.text !== undefined) this.#listener.onText(progress.text);
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.#listener.onProcessing();
  }
}
