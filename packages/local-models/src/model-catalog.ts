import { EngineError, writeModelRef, type ModelDescription, type ModelRef } from '@catena/engine';
import { modelVersion } from './model-version.ts';
import type { LocalModel } from './models/local-model.ts';
import { nearestNames } from './nearest-names.ts';

/** A model and the id of its version. */
export interface VersionedModel {
  model: LocalModel;
  version: string;
}

/** Finds and describes models by reference and by words. */
export class ModelCatalog {
  readonly #models: ReadonlyMap<string, VersionedModel>;

  constructor(models: readonly LocalModel[]) {
    this.#models = new Map(
      models.map((model) => [model.name, { model, version: modelVersion(model) }]),
    );
  }

  /** @throws EngineError `model-not-found`, also where another version is asked for. */
  get(ref: ModelRef): VersionedModel {
    const name = `${ref.owner}/${ref.name}`;
    const found = this.#models.get(name);
    if (found === undefined) throw this.#unknown(name);
    if (ref.version !== undefined && ref.version !== found.version) {
      throw new EngineError({
        code: 'model-not-found',
        message: `This machine has another version of ${name} than ${writeModelRef(ref)}.`,
        hint: `Use ${name}:${found.version}, or leave the version out.`,
        provider: 'local',
        effect: 'none',
      });
    }
    return found;
  }

  describe(ref: ModelRef): ModelDescription {
    return describe(this.get(ref));
  }

  /** Models whose name, title or description hold all the words. */
  search(query: string): ModelDescription[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return [...this.#models.values()]
      .filter(({ model }) => {
        const text = [model.name, model.title, model.description].join('\n').toLowerCase();
        return words.every((word) => text.includes(word));
      })
      .map(describe);
  }

  #unknown(name: string): EngineError {
    const known = [...this.#models.keys()];
    const nearest = nearestNames(name, known);
    return new EngineError({
      code: 'model-not-found',
      message: `There is no local model "${name}".`,
      hint:
        nearest.length > 0
          ? `Did you mean ${nearest.join(', ')}?`
          : `Local models: ${known.join(', ')}.`,
      provider: 'local',
      effect: 'none',
      details: { nearest },
    });
  }
}

function describe({ model, version }: VersionedModel): ModelDescription {
  return {
    model: model.name,
    version,
    title: model.title,
    description: model.description,
    openapiSchema: model.openapiSchema,
    defaultExample: model.defaultExample,
    card: model.card,
    metered: false,
  };
}
