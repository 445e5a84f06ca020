/**
 * Predictions at Replicate, or at anything that speaks its API.
 *
 * 1. A create is prepared (files uploaded, version chosen) and then sent once; what became of a send
 *    whose answer was lost is looked up, not guessed.
 * 2. What is remembered here only spares requests: every call works with an id alone.
 */
import {
  EngineError,
  type CollectContext,
  type CreateContext,
  type ModelDescription,
  type ModelRef,
  type ModelVersion,
  type Platform,
  type Prediction,
  type PredictionRequest,
  type Provider,
  type ProviderLimits,
  type ReconcileContext,
  type Reconciliation,
  type WaitContext,
} from '@catena/engine';
import { expired, type OutputCollector } from './collect-output.ts';
import type { FileAddresses } from './file-addresses.ts';
import { findLostCreate } from './find-lost-create.ts';
import { deploymentVersion, type ModelLibrary } from './model-library.ts';
import { prepareInput } from './prepare-input.ts';
import { cancelAfter, placeOf, type PreparedCreate } from './prepared-create.ts';
import { predictionSchema, type ApiPrediction } from './replicate-api.ts';
import type { ReplicateTransport } from './replicate-transport.ts';
import { sendCreate } from './send-create.ts';
import { timeOf, toPrediction } from './to-prediction.ts';
import { PredictionWaits } from './wait-for-prediction.ts';
import type { WebhookWakes } from './webhook-wakes.ts';

const mostRemembered = 10_000;
/** A prediction is made visible a moment after its id is given. */
const appearsWithinMs = 10_000;
const tellingAnswerMs = 5_000;
/** An hour, less what the next model may need until it reads the file. */
const outputFreshMs = 40 * 60_000;

export interface ReplicateProviderParts {
  account: string;
  limits: ProviderLimits;
  transport: ReplicateTransport;
  library: ModelLibrary;
  addresses: FileAddresses;
  collector: OutputCollector;
  wakes: WebhookWakes;
  platform: Platform;
  defaultDeadlineMs: number;
  settleMs: number;
  idempotencyKeys: boolean;
  close(): Promise<void>;
}

type PrepareContext = Pick<ReconcileContext, 'artifacts' | 'files'>;

/** What is known of a prediction beside its id. */
interface Known {
  createdAt: number;
  prepared: PreparedCreate;
  noticed: boolean;
  ended?: ApiPrediction;
}

export class ReplicateProvider implements Provider {
  readonly id = 'replicate';
  readonly account: string;
  readonly limits: ProviderLimits;
  readonly origins: readonly string[];
  readonly #parts: ReplicateProviderParts;
  readonly #waits: PredictionWaits;
  readonly #known = new Map<string, Known>();
  /** By the key of the request: sends that have not been answered. */
  readonly #sent = new Map<string, PreparedCreate>();
  #clockOffsetMs = 0;

  constructor(parts: ReplicateProviderParts) {
    this.#parts = parts;
    this.account = parts.account;
    this.limits = parts.limits;
    this.origins = [parts.transport.origin];
    this.#waits = new PredictionWaits({
      transport: parts.transport,
      wakes: parts.wakes,
      clock: parts.platform.clock,
      fetch: (id, signal) => this.#fetch(id, signal),
      isHinted: (id) => this.#known.get(id)?.prepared.body.webhook !== undefined,
      takeNotice: (api) => this.#takeNotice(api),
    });
  }

  describe(ref: ModelRef): Promise<ModelDescription> {
    return this.#parts.library.describe(ref);
  }

  search(query: string): Promise<ModelDescription[]> {
    return this.#parts.library.search(query);
  }

  versions(ref: ModelRef): Promise<ModelVersion[]> {
    return this.#parts.library.versions(ref);
  }

  async create(request: PredictionRequest, context: CreateContext): Promise<Prediction> {
    const prepared = await this.#prepare(request, context);
    // Another process would hand over the same files at other addresses, and not know the call again.
    if (Object.keys(prepared.files).length > 0) await context.noteFiles?.(prepared.files);
    this.#sent.set(request.key, prepared);
    try {
      const prediction = await this.#send(prepared);
      this.#sent.delete(request.key);
      return prediction;
    } catch (error) {
      const isOpen = EngineError.isInstance(error) && error.effect === 'unknown';
      if (!isOpen) this.#sent.delete(request.key);
      throw error;
    }
  }

  async reconcile(request: PredictionRequest, context: ReconcileContext): Promise<Reconciliation> {
    const { transport, platform, settleMs, idempotencyKeys } = this.#parts;
    const { claimed, signal, createdAfterMs } = context;
    const prepared = this.#sent.get(request.key) ?? (await this.#prepare(request, context));
    if (idempotencyKeys) {
      return { kind: 'found', prediction: await this.#send(prepared) };
    }
    const result = await findLostCreate({
      transport,
      clock: platform.clock,
      prepared,
      createdAfterMs: createdAfterMs + this.#clockOffsetMs,
      claimed,
      settleMs,
      signal,
    });
    if (result.kind === 'found') this.#remember(result.prediction.id, prepared);
    this.#sent.delete(request.key);
    return result;
  }

  async wait(id: string, context: WaitContext): Promise<Prediction> {
    const ended = await this.#waits.wait(id, context);
    const known = this.#known.get(id);
    if (known) known.ended = ended;
    return toPrediction(ended);
  }

  async cancel(id: string): Promise<void> {
    const path = `/predictions/${encodeURIComponent(id)}/cancel`;
    const about = `prediction ${id}`;
    try {
      await this.#parts.transport.repeat({
        method: 'POST',
        path,
        about,
        missing: 'prediction-not-found',
      });
    } catch (error) {
      if (EngineError.isInstance(error) && error.code === 'prediction-not-found') return;
      throw error;
    }
  }

  async collect(prediction: Prediction, context: CollectContext): Promise<unknown> {
    const api =
      this.#known.get(prediction.id)?.ended ?? (await this.#fetch(prediction.id, context.signal));
    const output = api.output ?? prediction.output;
    if (output === undefined || output === null) {
      if (api.data_removed === true) throw expired();
      return output;
    }
    const openapiSchema = await this.#schemaOf(api);
    const createdAt = this.#toOwnTime(timeOf(api.completed_at) ?? timeOf(api.created_at));
    const freshUntil = createdAt + outputFreshMs;
    const collected = await this.#parts.collector.collect(
      { output, openapiSchema, freshUntil },
      context,
    );
    this.#known.delete(prediction.id);
    return collected;
  }

  close(): Promise<void> {
    return this.#parts.close();
  }

  /** All that comes before the send; nothing of it costs anything. */
  async #prepare(request: PredictionRequest, context: PrepareContext): Promise<PreparedCreate> {
    try {
      return await this.#build(request, context);
    } catch (error) {
      if (!EngineError.isInstance(error) || error.effect === 'none') throw error;
      throw withoutEffect(error);
    }
  }

  async #build(request: PredictionRequest, context: PrepareContext): Promise<PreparedCreate> {
    const { library, addresses, wakes, defaultDeadlineMs } = this.#parts;
    const { model, key } = request;
    const description = await library.describe(model);
    const isDeployment = model.version === deploymentVersion;
    const official = !isDeployment && ((await library.model(model)).is_official ?? false);
    const version = model.version ?? description.version;
    const isPinnable = /^[0-9a-f]{64}$/.test(version);
    const isRunByName = !isPinnable || (official && (await isLatest(library, model, version)));
    const place = placeOf({ ...model, version }, isRunByName);
    const webhook = await wakes.address();
    const files: Record<string, string> = {};
    const input = await prepareInput(request.input, description.openapiSchema, async (file) => {
      const known = context.files?.[file.$artifact];
      return (files[file.$artifact] = known ?? (await addresses.of(file, context.artifacts)));
    });
    return {
      path: place.path,
      body: {
        ...(place.version !== undefined && { version: place.version }),
        input,
        ...(webhook !== undefined && {
          webhook,
          webhook_events_filter: ['start', 'completed'],
        }),
      },
      headers: {
        'content-type': 'application/json',
        'cancel-after': cancelAfter(request.deadlineMs ?? defaultDeadlineMs),
        ...(this.#parts.idempotencyKeys && { 'idempotency-key': key }),
      },
      model,
      version: isDeployment ? description.version : version,
      openapiSchema: description.openapiSchema,
      files,
    };
  }

  async #send(prepared: PreparedCreate): Promise<Prediction> {
    const { transport, platform, wakes } = this.#parts;
    const sentAt = platform.clock.now();
    const api = await sendCreate(prepared, {
      transport,
      fetch: (id) => this.#fetch(id),
      onWebhookRefused: () => wakes.giveUp(),
    });
    const createdAt = timeOf(api.created_at);
    const now = platform.clock.now();
    // A slow answer says little about the service's clock.
    if (createdAt !== undefined && now - sentAt < tellingAnswerMs) {
      this.#clockOffsetMs = createdAt - now;
    }
    this.#remember(api.id, prepared);
    return toPrediction(api);
  }

  async #fetch(id: string, signal?: AbortSignal): Promise<ApiPrediction> {
    const createdAt = this.#known.get(id)?.createdAt;
    const path = `/predictions/${encodeURIComponent(id)}`;
    const about = `prediction ${id}`;
    try {
      const { json } = await this.#parts.transport.repeat({
        method: 'GET',
        path,
        about,
        missing: 'prediction-not-found',
        ...(signal && { signal }),
      });
      return predictionSchema.parse(json);
    } catch (error) {
      const isYoung =
        createdAt !== undefined && this.#parts.platform.clock.now() - createdAt < appearsWithinMs;
      if (!isYoung || !EngineError.isInstance(error) || error.code !== 'prediction-not-found') {
        throw error;
      }
      const { code, message, provider } = error;
      throw new EngineError({ code, message, provider, retryable: true, cause: error });
    }
  }

  async #schemaOf({ id, model, version }: ApiPrediction) {
    const prepared = this.#known.get(id)?.prepared;
    const isAsAsked = prepared && (version === undefined || version === prepared.version);
    const [owner, name] = model?.split('/') ?? [];
    if (isAsAsked || owner === undefined || name === undefined) {
      return prepared?.openapiSchema ?? {};
    }
    try {
      const ref = { owner, name, ...(version !== undefined && { version }) };
      return (await this.#parts.library.describe(ref)).openapiSchema;
    } catch (error) {
      if (prepared) return prepared.openapiSchema;
      throw error;
    }
  }

  /** Said once where the service runs another version than the one that was asked for. */
  #takeNotice({ id, version }: ApiPrediction): string | undefined {
    const known = this.#known.get(id);
    if (!known || known.noticed || version === undefined) return undefined;
    known.noticed = true;
    const { version: wanted, model } = known.prepared;
    const isComparable =
      wanted !== undefined && [wanted, version].every((one) => one.length === 64);
    if (!isComparable || wanted === version) return undefined;
    return `Replicate runs version ${version} of ${model.owner}/${model.name}, not ${wanted} as asked.\n`;
  }

  #remember(id: string, prepared: PreparedCreate): void {
    this.#known.set(id, { createdAt: this.#parts.platform.clock.now(), prepared, noticed: false });
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostRemembered && oldest !== undefined) this.#known.delete(oldest);
  }

  #toOwnTime(serviceTime: number | undefined): number {
    const now = this.#parts.platform.clock.now();
    return serviceTime === undefined ? now : Math.min(now, serviceTime - this.#clockOffsetMs);
  }
}

/** Nothing was made yet. */
function withoutEffect(error: EngineError): EngineError {
  const { code, message, hint, retryable, retryAfterMs, provider, details } = error;
  const effect = 'none';
  return new EngineError({
    code,
    message,
    hint,
    retryable,
    retryAfterMs,
    provider,
    details,
    effect,
    cause: error,
  });
}

async function isLatest(library: ModelLibrary, model: ModelRef, version: string): Promise<boolean> {
  return (await library.model(model)).latest_version?.id === version;
}
