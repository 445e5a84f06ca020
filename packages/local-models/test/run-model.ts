import {
  createMemoryArtifactStore,
  isArtifactRef,
  parseModelRef,
  readAll,
  type ArtifactStore,
  type ModelRef,
  type Prediction,
  type PredictionProgress,
  type Provider,
} from '@catena/engine';

export interface Run {
  prediction: Prediction;
  /** With artifact references; undefined unless it succeeded. */
  output: unknown;
  progress: PredictionProgress[];
}

export function modelRef(name: string): ModelRef {
  const ref = parseModelRef(name);
  if (ref === undefined) throw new Error(`"${name}" is no model reference.`);
  return ref;
}

/** Runs models of a provider against one store, from creation to collection. */
export class ModelBench {
  readonly provider: Provider;
  readonly artifacts: ArtifactStore = createMemoryArtifactStore();

  constructor(provider: Provider) {
    this.provider = provider;
  }

  async create(model: string, input: Record<string, unknown>): Promise<Prediction> {
    const request = { model: modelRef(model), input, key: 'test' };
    return this.provider.create(request, { artifacts: this.artifacts });
  }

  async finish(id: string, onProgress?: (progress: PredictionProgress) => void): Promise<Run> {
    const progress: PredictionProgress[] = [];
    const { signal } = new AbortController();
    const prediction = await this.provider.wait(id, {
      signal,
      onProgress(news) {
        progress.push(news);
        onProgress?.(news);
      },
    });
    const output =
      prediction.status === 'succeeded'
        ? await this.provider.collect(prediction, { artifacts: this.artifacts, signal })
        : undefined;
    return { prediction, output, progress };
  }

  async run(model: string, input: Record<string, unknown>): Promise<Run> {
    const { id } = await this.create(model, input);
    return this.finish(id);
  }

  /** The output of a run that has to succeed. */
  async output(model: string, input: Record<string, unknown>): Promise<unknown> {
    const { prediction, output } = await this.run(model, input);
    if (prediction.status === 'succeeded') return output;
    throw new Error(`${model} ${prediction.status}: ${prediction.error?.message}`);
  }

  /** The bytes of the one file that a model gives. */
  async outputFile(model: string, input: Record<string, unknown>): Promise<Uint8Array> {
    const output = await this.output(model, input);
    if (!isArtifactRef(output)) throw new Error(`${model} gave no file.`);
    return readAll(this.artifacts.read(output.$artifact));
  }

  async put(bytes: Uint8Array, mediaType = 'image/png'): Promise<unknown> {
    return this.artifacts.put(bytes, { mediaType });
  }
}
