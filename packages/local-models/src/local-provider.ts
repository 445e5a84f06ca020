/**
 * Predictions of models on this machine, behind the same contract as a service's.
 *
 * 1. A prediction is known to the process that created it and ends with it.
 * 2. Everything it wrote is removed: after a collection, when it fails, on `close` and on exit.
 * 3. Cancelling one leaves every other alone.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EngineError,
  toErrorRecord,
  type CollectContext,
  type CreateContext,
  type ModelDescription,
  type ModelRef,
  type Platform,
  type Prediction,
  type PredictionRequest,
  type Provider,
  type ProviderLimits,
  type WaitContext,
} from '@catena/engine';
import { checkInput } from './input/check-input.ts';
import { inputProperties } from './input/input-properties.ts';
import { materialiseFiles } from './input/materialise-files.ts';
import { LocalPrediction } from './local-prediction.ts';
import type { ModelCatalog } from './model-catalog.ts';
import type { LocalModel } from './models/local-model.ts';
import { storeOutputFiles } from './output-files.ts';
import type { ModelRunner, RunnerOutcome } from './runner/model-runner.ts';
import type { WeightsPreparer } from './runner/weights-preparer.ts';
import { toStorageError } from './weights/weights-error.ts';

const mostRemembered = 1_000;

export interface LocalProviderParts {
  catalog: ModelCatalog;
  runner: ModelRunner;
  preparer: WeightsPreparer;
  platform: Platform;
}

export class LocalProvider implements Provider {
  readonly id = 'local';
  readonly account = 'local';
  // One computes; the other fetches its weights or has its input ready when the first is done.
  readonly limits: ProviderLimits = { concurrency: 2 };
  readonly #parts: LocalProviderParts;
  readonly #predictions = new Map<string, LocalPrediction>();
  readonly #removeFilesNow = () => {
    for (const { folder } of this.#predictions.values()) {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  constructor(parts: LocalProviderParts) {
    this.#parts = parts;
  }

  async describe(ref: ModelRef): Promise<ModelDescription> {
    return this.#parts.catalog.describe(ref);
  }

  async search(query: string): Promise<ModelDescription[]> {
    return this.#parts.catalog.search(query);
  }

  async create(request: PredictionRequest, context: CreateContext): Promise<Prediction> {
    const { catalog, platform } = this.#parts;
    const { model, version } = catalog.get(request.model);
    const checked = checkInput(model.name, model.openapiSchema, request.input);
    const folder = await makeFolder();
    const id = platform.ids.next();
    const record = new LocalPrediction({ id, status: 'starting', version }, model.name, folder);
    try {
      const properties = inputProperties(model.openapiSchema);
      const files = new Set(properties.filter(({ isFile }) => isFile).map(({ name }) => name));
      const { artifacts } = context;
      const input = await materialiseFiles(checked, files, { artifacts, folder });
      this.#remember(id, record);
      this.#watchDeadline(record, request.deadlineMs);
      void this.#predict(id, record, { model, input });
    } catch (error) {
      await record.removeFiles();
      throw withoutEffect(error);
    }
    return record.snapshot;
  }

  async wait(id: string, context: WaitContext): Promise<Prediction> {
    return this.#find(id).wait(context);
  }

  async cancel(id: string): Promise<void> {
    this.#stop(id, this.#find(id), 'canceled');
  }

  async collect(prediction: Prediction, context: CollectContext): Promise<unknown> {
    const record = this.#find(prediction.id);
    if (record.collected !== undefined) return record.collected;
    const { artifacts, signal } = context;
    const output = await storeOutputFiles(record.snapshot.output, { artifacts, signal });
    record.collected = output;
    await record.removeFiles();
    return output;
  }

  async close(): Promise<void> {
    for (const [id, record] of this.#predictions) this.#stop(id, record, 'canceled');
    this.#parts.runner.close();
    this.#parts.preparer.close();
    process.off('exit', this.#removeFilesNow);
    await Promise.all([...this.#predictions.values()].map((record) => record.removeFiles()));
    this.#predictions.clear();
  }

  async #predict(
    id: string,
    record: LocalPrediction,
    { model, input }: { model: LocalModel; input: Record<string, unknown> },
  ): Promise<void> {
    const startedAt = performance.now();
    try {
      const error = await this.#parts.preparer.prepare(
        model,
        (phase, fraction) => record.tell({ status: 'starting', phase, fraction }),
        record.cancellation.signal,
      );
      if (record.hasEnded) return;
      if (error !== undefined) return record.fail(error);
      const preparedMs = Math.round(performance.now() - startedAt);
      const request = { id, model: model.name, input, outputFolder: record.folder };
      const outcome = await this.#parts.runner.run(request, {
        onLoading: () => record.tell({ status: 'starting', phase: 'loading the model' }),
        onProgress: (fraction, phase) =>
          record.tell({
            status: 'processing',
            fraction,
            ...(phase === undefined ? {} : { phase }),
          }),
      });
      settle(record, outcome, preparedMs);
    } catch (error) {
      record.fail(toErrorRecord(error));
    }
  }

  #stop(id: string, record: LocalPrediction, status: 'canceled' | 'aborted'): void {
    if (record.hasEnded) return;
    record.cancellation.abort();
    // Killed first: its files are removed when it ends.
    this.#parts.runner.cancel(id);
    record.end(status, {});
  }

  #watchDeadline(record: LocalPrediction, deadlineMs: number | undefined): void {
    if (deadlineMs === undefined) return;
    const { clock } = this.#parts.platform;
    const { id } = record.snapshot;
    const cancelTimer = clock.setTimer(clock.now() + deadlineMs, () => {
      // Replicate's words: what never began to compute is aborted.
      const hasBegun = record.snapshot.status === 'processing';
      this.#stop(id, record, hasBegun ? 'canceled' : 'aborted');
    });
    record.onEnd(cancelTimer);
  }

  #remember(id: string, record: LocalPrediction): void {
    if (this.#predictions.size === 0) process.once('exit', this.#removeFilesNow);
    this.#predictions.set(id, record);
    for (const [oldId, old] of this.#predictions) {
      if (this.#predictions.size <= mostRemembered) return;
      if (!old.hasEnded) continue;
      this.#predictions.delete(oldId);
      void old.removeFiles();
    }
  }

  #find(id: string): LocalPrediction {
    const record = this.#predictions.get(id);
    if (record !== undefined) return record;
    throw new EngineError({
      code: 'prediction-not-found',
      message: `There is no local prediction "${id}".`,
      hint: 'Local predictions end with the process that started them; make it again.',
      provider: 'local',
      effect: 'none',
    });
  }
}

function settle(record: LocalPrediction, outcome: RunnerOutcome, preparedMs: number): void {
  const { queueMs, bootMs, predictMs } = outcome.times;
  const metrics = { queueMs, bootMs: bootMs + preparedMs, predictMs };
  if (outcome.status === 'succeeded') {
    record.end('succeeded', { output: outcome.output, metrics });
  } else if (outcome.status === 'failed') {
    record.end('failed', { error: { ...outcome.error, provider: 'local' }, metrics });
  } else {
    record.end('canceled', { metrics });
  }
}

async function makeFolder(): Promise<string> {
  const base = join(tmpdir(), 'catena-local-');
  try {
    return await mkdtemp(base);
  } catch (error) {
    throw withoutEffect(toStorageError(error, base));
  }
}

/** Nothing was started when a creation fails, so it may be made again. */
function withoutEffect(error: unknown): EngineError {
  const { nodeId: _nodeId, cause: _cause, ...record } = toErrorRecord(error);
  return new EngineError({ ...record, effect: 'none', provider: 'local', cause: error });
}
