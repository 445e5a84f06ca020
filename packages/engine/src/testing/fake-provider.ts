import { EngineError } from '../errors/engine-error.ts';
import { toErrorRecord } from '../errors/to-error-record.ts';
import type { Clock } from '../platform/clock.ts';
import { sleep } from '../platform/sleep.ts';
import type { JsonSchema, ModelDescription } from '../prediction/model-description.ts';
import { writeModelRef, type ModelRef } from '../prediction/model-ref.ts';
import type { Prediction } from '../prediction/prediction.ts';
import type {
  PredictionRequest,
  Provider,
  ProviderLimits,
  WaitContext,
} from '../prediction/provider.ts';

/** A model of the {@link FakeProvider}: what it takes and gives, how long it needs. */
export interface FakeModel {
  /** Members of `Input` and `Output` in Cog's form. */
  input: Record<string, JsonSchema>;
  required?: string[];
  output: JsonSchema;
  version?: string;
  /** @throws EngineError to fail the prediction. */
  predict(input: Record<string, unknown>): unknown;
  /** Milliseconds of the clock. @defaultValue 0 */
  delayMs?(input: Record<string, unknown>): number;
}

/** One prediction that was asked for. */
export interface FakeCall {
  id: string;
  key: string;
  model: string;
  input: Record<string, unknown>;
  createdAt: number;
  endedAt?: number;
  status: Prediction['status'];
}

export interface FakeProviderOptions {
  clock: Clock;
  models: Record<string, FakeModel>;
  id?: string;
  limits?: ProviderLimits;
  /** Called before each create; throws to refuse it. */
  onCreate?(request: PredictionRequest, calls: readonly FakeCall[]): void;
}

/** A provider in memory that keeps a record of all that is asked of it. */
export class FakeProvider implements Provider {
  readonly id: string;
  readonly account = 'test';
  readonly limits: ProviderLimits;
  readonly calls: FakeCall[] = [];
  /** Most predictions that were under way at once. */
  peak = 0;
  readonly #options: FakeProviderOptions;
  readonly #running = new Map<string, { abort: AbortController; done: Promise<Prediction> }>();

  constructor(options: FakeProviderOptions) {
    this.#options = options;
    this.id = options.id ?? 'fake';
    this.limits = options.limits ?? {};
  }

  async describe(ref: ModelRef): Promise<ModelDescription> {
    const name = writeModelRef({ owner: ref.owner, name: ref.name });
    return this.#describe(name, this.#model(name));
  }

  async search(query: string): Promise<ModelDescription[]> {
    return Object.entries(this.#options.models)
      .filter(([name]) => name.includes(query))
      .map(([name, model]) => this.#describe(name, model));
  }

  async create(request: PredictionRequest): Promise<Prediction> {
    this.#options.onCreate?.(request, this.calls);
    const name = writeModelRef({ owner: request.model.owner, name: request.model.name });
    const model = this.#model(name);
    const id = `p${this.calls.length + 1}`;
    const call: FakeCall = {
      id,
      key: request.key,
      model: name,
      input: request.input,
      createdAt: this.#options.clock.now(),
      status: 'processing',
    };
    this.calls.push(call);
    const abort = new AbortController();
    const version = model.version ?? 'v1';
    this.#running.set(id, { abort, done: this.#compute({ call, model, version, abort }) });
    const underWay = this.calls.filter((other) => other.status === 'processing').length;
    this.peak = Math.max(this.peak, underWay);
    return { id, status: 'processing', version };
  }

  wait(id: string, { signal }: WaitContext): Promise<Prediction> {
    const running = this.#running.get(id);
    if (!running) return Promise.reject(new Error(`no prediction ${id}`));
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      running.done.then(resolve, reject);
    });
  }

  async cancel(id: string): Promise<void> {
    this.#running.get(id)?.abort.abort();
    await this.#running.get(id)?.done;
  }

  async collect(prediction: Prediction): Promise<unknown> {
    return prediction.output;
  }

  async #compute(options: {
    call: FakeCall;
    model: FakeModel;
    version: string;
    abort: AbortController;
  }): Promise<Prediction> {
    const { call, model, version, abort } = options;
    const { clock } = this.#options;
    const delayMs = model.delayMs?.(call.input) ?? 0;
    if (delayMs > 0) await sleep(clock, delayMs, abort.signal);
    call.endedAt = clock.now();
    if (abort.signal.aborted) {
      call.status = 'canceled';
      return { id: call.id, status: 'canceled', version };
    }
    try {
      const output = model.predict(call.input);
      call.status = 'succeeded';
      return { id: call.id, status: 'succeeded', version, output, metrics: { predictMs: delayMs } };
    } catch (error) {
      call.status = 'failed';
      return { id: call.id, status: 'failed', version, error: toErrorRecord(error) };
    }
  }

  #model(name: string): FakeModel {
    const model = this.#options.models[name];
    if (model) return model;
    throw new EngineError({ code: 'model-not-found', message: `There is no model "${name}".` });
  }

  #describe(name: string, model: FakeModel): ModelDescription {
    const Input = { type: 'object', properties: model.input, required: model.required ?? [] };
    return {
      model: name,
      version: model.version ?? 'v1',
      openapiSchema: { components: { schemas: { Input, Output: model.output } } },
      metered: false,
    };
  }
}
