import {
  EngineError,
  sha256,
  toErrorRecord,
  writeModelRef,
  type ArtifactRef,
  type CollectContext,
  type CreateContext,
  type ModelDescription,
  type ModelRef,
  type Platform,
  type Prediction,
  type PredictionRequest,
  type Provider,
  type ProviderLimits,
  type Reconciliation,
  type WaitContext,
} from '@catena/engine';
import type { CallbackAddresses } from '../shared/callback-addresses.ts';
import { mapOutputFiles } from '../shared/map-output-files.ts';
import { TrackedPrediction } from '../shared/tracked-prediction.ts';
import type { CogApi } from './cog-api.ts';
import { cogError } from './cog-error.ts';
import { CogRun } from './cog-run.ts';
import type { CogTiming } from './cog-timing.ts';
import { prepareCogBody } from './prepare-cog-body.ts';
import { storeCogFile } from './store-cog-file.ts';
import { isReady } from './wait-for-boot.ts';

const mostRemembered = 1000;
const idLength = 26;

export interface CogProviderParts {
  /** By model name, `owner/name`. */
  containers: ReadonlyMap<string, { api: CogApi; concurrency: number }>;
  platform: Platform;
  timing: CogTiming;
  callbacks: CallbackAddresses | undefined;
  fileUrl: ((file: ArtifactRef) => string | undefined) | undefined;
}

/** What this process knows of a prediction that it started. */
interface Entry {
  api: CogApi;
  record: TrackedPrediction;
  run: CogRun;
  collected?: Promise<unknown>;
}

/** Predictions in Cog containers of one's own, each reached at its address. */
export class CogProvider implements Provider {
  readonly id = 'cog';
  readonly account = 'cog';
  readonly limits: ProviderLimits = {};
  readonly origins: readonly string[];
  readonly #parts: CogProviderParts;
  readonly #entries = new Map<string, Entry>();
  /** Creates under way, by id: who asks twice gets one prediction. */
  readonly #creating = new Map<string, Promise<Prediction>>();

  constructor(parts: CogProviderParts) {
    this.#parts = parts;
    const urls = [...parts.containers.values()].map(({ api }) => new URL(api.place.url).origin);
    this.origins = [...new Set(urls)];
  }

  limitsOf(model: ModelRef): ProviderLimits {
    const container = this.#parts.containers.get(nameOf(model));
    return container === undefined ? {} : { concurrency: container.concurrency };
  }

  async describe(model: ModelRef): Promise<ModelDescription> {
    const api = this.#container(model);
    const { openapiSchema, version } = await api.facts();
    checkVersion(model, version);
    const { url } = api.place;
    const description = `A Cog container at ${url}.`;
    return { model: nameOf(model), version, description, openapiSchema, metered: false };
  }

  /** Containers that cannot be reached now are left out. */
  async search(query: string): Promise<ModelDescription[]> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const names = [...this.#parts.containers.keys()].filter((name) =>
      words.every((word) => name.toLowerCase().includes(word)),
    );
    const found = names.map((name) => this.describe(toRef(name)).catch(() => undefined));
    return (await Promise.all(found)).filter((description) => description !== undefined);
  }

  async create(request: PredictionRequest, context: CreateContext): Promise<Prediction> {
    // Its id follows from who asks, so that it can be found although its answer was lost.
    const id = toId(request.key);
    const known = this.#entries.get(id);
    if (known !== undefined && !known.record.hasEnded) return known.record.snapshot;
    const underWay = this.#creating.get(id);
    if (underWay !== undefined) return underWay;
    const creating = this.#create(id, request, context);
    this.#creating.set(id, creating);
    try {
      return await creating;
    } finally {
      this.#creating.delete(id);
    }
  }

  async #create(
    id: string,
    request: PredictionRequest,
    context: CreateContext,
  ): Promise<Prediction> {
    const api = this.#container(request.model);
    const ready = isReady(api.place, await api.health());
    const version = ready ? (await api.facts()).version : '';
    if (ready) checkVersion(request.model, version);
    const { platform, timing, callbacks, fileUrl } = this.#parts;
    const writer = { artifacts: context.artifacts, fileUrl };
    const body = await prepareCogBody(id, request.input, writer).catch(throwWithoutEffect);
    const record = new TrackedPrediction({ id, status: 'starting', version });
    const run = new CogRun({ api, record, body, clock: platform.clock, timing, callbacks });
    await run.start(ready);
    this.#remember(id, { api, record, run });
    this.#watchDeadline({ record, run }, request.deadlineMs);
    return record.snapshot;
  }

  /**
   * What may have started is ended, so that it can be made again: in a container of one's own that costs
   * nothing but its time, and nobody could come by the result of a prediction whose answer was lost.
   */
  async reconcile(request: PredictionRequest): Promise<Reconciliation> {
    const api = this.#container(request.model);
    try {
      await api.cancel(toId(request.key));
      return { kind: 'absent' };
    } catch (error) {
      const reason = EngineError.isInstance(error) ? error.message : String(error);
      return { kind: 'undecidable', reason };
    }
  }

  async wait(id: string, context: WaitContext): Promise<Prediction> {
    return this.#find(id).record.wait(context);
  }

  async cancel(id: string): Promise<void> {
    await this.#find(id).run.cancel('canceled');
  }

  async collect(prediction: Prediction, context: CollectContext): Promise<unknown> {
    const entry = this.#find(prediction.id);
    entry.collected ??= this.#collect(entry, context);
    try {
      return await entry.collected;
    } catch (error) {
      delete entry.collected;
      throw error;
    }
  }

  /** Ends what runs: containers keep no results for those who come back. */
  async close(): Promise<void> {
    const running = [...this.#entries.values()].filter(({ record }) => !record.hasEnded);
    await Promise.allSettled(running.map(({ run }) => run.cancel('canceled')));
    this.#entries.clear();
    await Promise.all([...this.#parts.containers.values()].map(({ api }) => api.close()));
  }

  async #collect({ api, record }: Entry, context: CollectContext): Promise<unknown> {
    context.signal.throwIfAborted();
    const { openapiSchema } = await api.knownFacts();
    return mapOutputFiles(record.snapshot.output, openapiSchema, (url) =>
      storeCogFile(url, api.place, context),
    );
  }

  #watchDeadline({ record, run }: Pick<Entry, 'record' | 'run'>, deadlineMs?: number): void {
    if (deadlineMs === undefined || record.hasEnded) return;
    const { clock } = this.#parts.platform;
    const cancelTimer = clock.setTimer(clock.now() + deadlineMs, () => {
      // Replicate's words: what never began to compute is aborted.
      const status = record.status === 'processing' ? 'canceled' : 'aborted';
      run.cancel(status).catch(() => record.end({ status }));
    });
    record.onEnd(cancelTimer);
  }

  #container(model: ModelRef): CogApi {
    const name = nameOf(model);
    const container = this.#parts.containers.get(name);
    if (container !== undefined) return container.api;
    const known = [...this.#parts.containers.keys()];
    throw cogError({
      code: 'model-not-found',
      message: `There is no Cog container "${name}".`,
      hint:
        known.length > 0 ? `Containers: ${known.join(', ')}.` : 'Name containers in CATENA_COG.',
      effect: 'none',
    });
  }

  #remember(id: string, entry: Entry): void {
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    for (const [oldId, { record }] of this.#entries) {
      if (this.#entries.size <= mostRemembered) return;
      if (record.hasEnded) this.#entries.delete(oldId);
    }
  }

  #find(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry !== undefined) return entry;
    throw cogError({
      code: 'prediction-not-found',
      message: `There is no prediction "${id}" in a Cog container that this process started.`,
      hint: 'A container keeps no results and ends what nobody waits for; make it again.',
      effect: 'none',
    });
  }
}

/** Nothing was sent yet, so it may be made again. */
function throwWithoutEffect(error: unknown): never {
  const { nodeId: _nodeId, cause: _cause, ...record } = toErrorRecord(error);
  throw new EngineError({ ...record, effect: 'none', provider: 'cog', cause: error });
}

function toId(key: string): string {
  return sha256(key).slice(0, idLength);
}

function nameOf({ owner, name }: ModelRef): string {
  return `${owner}/${name}`;
}

function toRef(text: string): ModelRef {
  const [owner = '', name = ''] = text.split('/');
  return { owner, name };
}

function checkVersion(model: ModelRef, version: string): void {
  if (model.version === undefined || model.version === version) return;
  throw cogError({
    code: 'model-not-found',
    message: `The container has another version of ${nameOf(model)} than ${writeModelRef(model)}.`,
    hint: `Use ${nameOf(model)}:${version}, or leave the version out.`,
    effect: 'none',
  });
}
