import {
  canonicalJson,
  EngineError,
  sha256,
  systemPlatform,
  toErrorRecord,
  type ArtifactStore,
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
import { cogDocument } from '../cog/cog-document.ts';
import { cogSchemas } from '../cog/cog-schema.ts';
import { allTestModels } from './all-test-models.ts';
import type { TestInput, TestModel } from './test-model.ts';
import { TestPrediction } from './test-prediction.ts';

const mostRemembered = 5_000;

interface Described {
  model: TestModel;
  description: ModelDescription;
}

function describe(model: TestModel): ModelDescription {
  const { name, title, description, defaultExample } = model;
  const schemas = cogSchemas(model.schema);
  return {
    model: name,
    version: sha256(canonicalJson([name, schemas])),
    title,
    description,
    openapiSchema: cogDocument({ schemas }),
    defaultExample,
    metered: false,
  };
}

function withDefaults(model: TestModel, given: TestInput): TestInput {
  const defaults = Object.entries(model.schema.input).flatMap(([name, { words, schema }]) => {
    const preset: unknown = words?.['default'] ?? schema['default'];
    return preset === undefined ? [] : [[name, preset] as const];
  });
  return { ...Object.fromEntries(defaults), ...given };
}

/** The provider `test`: models that do one thing each, for testing clients and workflows. */
class TestProvider implements Provider {
  readonly id = 'test';
  readonly account = 'test';
  readonly limits: ProviderLimits = {};
  readonly #models: ReadonlyMap<string, Described>;
  readonly #platform: Platform;
  readonly #predictions = new Map<string, TestPrediction>();

  constructor(models: readonly TestModel[], platform: Platform) {
    this.#models = new Map(
      models.map((model) => [model.name, { model, description: describe(model) }]),
    );
    this.#platform = platform;
  }

  async describe(ref: ModelRef): Promise<ModelDescription> {
    return this.#get(ref).description;
  }

  async search(query: string): Promise<ModelDescription[]> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const descriptions = [...this.#models.values()].map(({ description }) => description);
    return descriptions.filter(({ model, title, description }) => {
      const text = [model, title, description].join('\n').toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  async create(request: PredictionRequest, { artifacts }: CreateContext): Promise<Prediction> {
    const { model, description } = this.#get(request.model);
    const id = this.#platform.ids.next();
    const { version } = description;
    const prediction = new TestPrediction({ id, status: 'starting', version });
    this.#remember(id, prediction);
    this.#watchDeadline(prediction, request.deadlineMs);
    void this.#predict(prediction, { model, input: withDefaults(model, request.input), artifacts });
    return prediction.state;
  }

  async wait(id: string, context: WaitContext): Promise<Prediction> {
    return this.#find(id).wait(context);
  }

  async cancel(id: string): Promise<void> {
    this.#find(id).end({ status: 'canceled' });
  }

  async collect(prediction: Prediction): Promise<unknown> {
    return this.#find(prediction.id).state.output;
  }

  async close(): Promise<void> {
    for (const prediction of this.#predictions.values()) prediction.end({ status: 'canceled' });
  }

  async #predict(
    prediction: TestPrediction,
    work: { model: TestModel; input: TestInput; artifacts: ArtifactStore },
  ): Promise<void> {
    const { model, input, artifacts } = work;
    const { signal } = prediction.cancellation;
    const { clock } = this.#platform;
    const createdAtMs = clock.now();
    const sleep = (delayMs: number) => this.#sleep(delayMs, signal);
    try {
      await sleep(model.bootMs?.(input) ?? 0);
      const bootMs = clock.now() - createdAtMs;
      prediction.tell({ status: 'processing' });
      const output = await model.predict(input, {
        artifacts,
        signal,
        sleep,
        log: (log) => prediction.tell({ status: 'processing', log }),
        text: (text) => prediction.tell({ status: 'processing', text }),
      });
      const metrics = { bootMs, predictMs: clock.now() - createdAtMs - bootMs };
      prediction.end({ status: 'succeeded', output, metrics });
    } catch (error) {
      prediction.end({ status: 'failed', error: { ...toErrorRecord(error), provider: this.id } });
    }
  }

  #sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#platform;
    return new Promise((resolve) => {
      const stop = () => {
        cancelTimer();
        signal.removeEventListener('abort', stop);
        resolve();
      };
      const cancelTimer = clock.setTimer(clock.now() + delayMs, stop);
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
    });
  }

  #watchDeadline(prediction: TestPrediction, deadlineMs: number | undefined): void {
    if (deadlineMs === undefined) return;
    const { clock } = this.#platform;
    const cancelTimer = clock.setTimer(clock.now() + deadlineMs, () => {
      const hasBegun = prediction.state.status === 'processing';
      prediction.end({ status: hasBegun ? 'canceled' : 'aborted' });
    });
    prediction.onEnd(cancelTimer);
  }

  #remember(id: string, prediction: TestPrediction): void {
    this.#predictions.set(id, prediction);
    for (const [oldId, old] of this.#predictions) {
      if (this.#predictions.size <= mostRemembered) return;
      if (old.hasEnded) this.#predictions.delete(oldId);
    }
  }

  #get(ref: ModelRef): Described {
    const name = `${ref.owner}/${ref.name}`;
    const found = this.#models.get(name);
    const isRightVersion = ref.version === undefined || ref.version === found?.description.version;
    if (found && isRightVersion) return found;
    throw new EngineError({
      code: 'model-not-found',
      message: found
        ? `There is no version ${ref.version} of ${name}.`
        : `There is no test model "${name}".`,
      hint: `Test models: ${[...this.#models.keys()].join(', ')}.`,
      provider: this.id,
      effect: 'none',
    });
  }

  #find(id: string): TestPrediction {
    const prediction = this.#predictions.get(id);
    if (prediction) return prediction;
    throw new EngineError({
      code: 'prediction-not-found',
      message: `There is no test prediction "${id}".`,
      hint: 'Predictions of test models end with the process that started them.',
      provider: this.id,
    });
  }
}

/** Makes the provider `test`, for servers in test mode. */
export function createTestProvider(platform: Platform = systemPlatform): Provider {
  return new TestProvider(allTestModels, platform);
}
