import { EngineError } from '@catena/engine';
import type { LoadedModel, LocalModel } from '../models/local-model.ts';
import { openWeights } from '../weights/open-weights.ts';

/** The models of a process, loaded on demand and then kept. */
export class LoadedModels {
  readonly #models: ReadonlyMap<string, LocalModel>;
  readonly #weightsFolder: string;
  readonly #loaded = new Map<string, LoadedModel>();

  constructor(models: readonly LocalModel[], weightsFolder: string) {
    this.#models = new Map(models.map((model) => [model.name, model]));
    this.#weightsFolder = weightsFolder;
  }

  async get(name: string): Promise<LoadedModel> {
    const known = this.#loaded.get(name);
    if (known !== undefined) return known;
    const model = this.#models.get(name);
    if (model === undefined) {
      throw new EngineError({ code: 'model-not-found', message: `There is no model "${name}".` });
    }
    const paths = await openWeights(model.weights, this.#weightsFolder);
    const loaded = await model.load({ weightPath: (file) => weightPath(paths, file) });
    this.#loaded.set(name, loaded);
    return loaded;
  }
}

function weightPath(paths: ReadonlyMap<string, string>, file: string): string {
  const path = paths.get(file);
  if (path === undefined) throw new Error(`The model names no weight file "${file}".`);
  return path;
}
