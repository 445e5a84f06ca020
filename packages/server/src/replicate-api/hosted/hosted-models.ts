import type { HostedModel, HostedVersion } from './hosted-model.ts';

/** Where models come from. */
export interface HostedSource {
  list(): Promise<HostedModel[]>;
  find(owner: string, name: string): Promise<HostedModel | undefined>;
  findVersion(id: string): Promise<FoundVersion | undefined>;
}

/** A version and the model that it is of. */
export interface FoundVersion {
  model: HostedModel;
  version: HostedVersion;
}

function wordsOf({ owner, name, facts }: HostedModel): string {
  return [`${owner}/${name}`, facts.title ?? '', facts.description].join('\n').toLowerCase();
}

/** How well a model fits: words in its name count more than words in its description. */
function scoreOf(model: HostedModel, words: readonly string[]): number {
  const whole = wordsOf(model);
  if (!words.every((word) => whole.includes(word))) return 0;
  const title = `${model.owner}/${model.name} ${model.facts.title ?? ''}`.toLowerCase();
  const inTitle = words.filter((word) => title.includes(word)).length;
  return (1 + inTitle) / (1 + words.length);
}

/** Everything that can be called by Replicate's API here. The first source that has a name wins. */
export class HostedModels {
  readonly #sources: readonly HostedSource[];

  constructor(sources: readonly HostedSource[]) {
    this.#sources = sources;
  }

  /** Every model once, in the order of its sources. */
  async list(): Promise<HostedModel[]> {
    const lists = await Promise.all(this.#sources.map((source) => source.list()));
    const models = new Map<string, HostedModel>();
    for (const model of lists.flat()) {
      const name = `${model.owner}/${model.name}`;
      if (!models.has(name)) models.set(name, model);
    }
    return [...models.values()];
  }

  async find(owner: string, name: string): Promise<HostedModel | undefined> {
    for (const source of this.#sources) {
      const model = await source.find(owner, name);
      if (model) return model;
    }
    return undefined;
  }

  /** The version of an id, whichever model it is of. */
  async findVersion(id: string): Promise<FoundVersion | undefined> {
    for (const source of this.#sources) {
      const found = await source.findVersion(id);
      if (found) return found;
    }
    return undefined;
  }

  /** Models that have all the words, the best first, each with a score from 0 to 1. */
  async search(query: string): Promise<{ model: HostedModel; score: number }[]> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const models = await this.list();
    return models
      .map((model) => ({ model, score: scoreOf(model, words) }))
      .filter(({ score }) => score > 0)
      .toSorted((one, other) => other.score - one.score);
  }
}
