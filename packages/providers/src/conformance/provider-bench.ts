import assert from 'node:assert/strict';
import {
  EngineError,
  parseModelRef,
  type ArtifactRef,
  type ArtifactStore,
  type ModelRef,
  type Prediction,
  type PredictionProgress,
  type Provider,
} from '@catena/engine';
import type { ModelCase, ProviderModels, ProviderSession } from './provider-harness.ts';

/** A prediction that was followed to its end. */
export interface Followed {
  created: Prediction;
  ended: Prediction;
  progress: PredictionProgress[];
}

/** Calls a provider the way a host does. */
export class ProviderBench {
  readonly provider: Provider;
  readonly models: ProviderModels;
  readonly deadlineMs: number;
  readonly #store: ArtifactStore;
  /** Files that were put into the store so far. */
  stored = 0;
  #keys = 0;

  constructor({ provider, artifacts, models, deadlineMs }: ProviderSession) {
    this.provider = provider;
    this.models = models;
    this.deadlineMs = deadlineMs;
    this.#store = artifacts;
  }

  get artifacts(): ArtifactStore {
    const store = this.#store;
    return {
      stat: (id) => store.stat(id),
      read: (id, range) => store.read(id, range),
      delete: (id) => store.delete(id),
      ...(store.localPath === undefined ? {} : { localPath: store.localPath.bind(store) }),
      put: (source, options) => {
        this.stored += 1;
        return store.put(source, options);
      },
    };
  }

  async create({ model, input }: ModelCase, deadlineMs?: number): Promise<Prediction> {
    this.#keys += 1;
    const key = `conformance:${process.pid}:${Date.now()}:${this.#keys}`;
    const deadline = deadlineMs === undefined ? {} : { deadlineMs };
    const request = { model: modelRef(model), input, key, ...deadline };
    return this.provider.create(request, { artifacts: this.artifacts });
  }

  async wait(
    id: string,
    onProgress: (progress: PredictionProgress) => void = () => {},
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Prediction> {
    return this.provider.wait(id, { signal, onProgress });
  }

  async follow(modelCase: ModelCase): Promise<Followed> {
    const created = await this.create(modelCase);
    const progress: PredictionProgress[] = [];
    const ended = await this.wait(created.id, (one) => progress.push(one));
    return { created, ended, progress };
  }

  async collect(prediction: Prediction): Promise<unknown> {
    const { signal } = new AbortController();
    return this.provider.collect(prediction, { artifacts: this.artifacts, signal });
  }

  put(content: Uint8Array): Promise<ArtifactRef> {
    return this.#store.put(content);
  }

  /** Runs until the prediction computes, where the provider tells it. */
  async untilProcessing(id: string): Promise<void> {
    const stop = new AbortController();
    const waiting = this.wait(
      id,
      ({ status }) => {
        if (status === 'processing') stop.abort();
      },
      stop.signal,
    );
    await waiting.then(
      () => {},
      () => assert.ok(stop.signal.aborted, 'waiting ended before the prediction computed'),
    );
  }
}

export function modelRef(text: string): ModelRef {
  const ref = parseModelRef(text);
  assert.ok(ref, `"${text}" is no model`);
  return ref;
}

/** The engine error with which something fails. */
export async function errorOf(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(EngineError.isInstance(error), `expected an engine error, got ${String(error)}`);
  return error;
}
