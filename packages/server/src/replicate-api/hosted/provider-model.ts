import {
  EngineError,
  parseModelRef,
  type ArtifactStore,
  type ModelCard,
  type ModelDescription,
  type ModelRef,
  type Provider,
} from '@catena/engine';
import { cogDocument, isIterator, schemasOf } from '../../cog/cog-document.ts';
import type { HostedFacts, HostedModel, HostedVersion } from './hosted-model.ts';
import type { FoundVersion, HostedSource } from './hosted-models.ts';
import { ProviderPrediction } from './provider-prediction.ts';

/** Knows since when something has been offered here. */
export interface Almanac {
  /** When this was named for the first time; ISO 8601. */
  firstSeenAt(name: string): string;
}

export interface ProviderModelsParts {
  provider: Provider;
  artifacts: ArtifactStore;
  almanac: Almanac;
}

function readmeOf(description: ModelDescription, card: ModelCard): string {
  const limits = card.limits.map((limit) => `- ${limit}`);
  return [
    `# ${description.title ?? description.model}`,
    description.description ?? '',
    card.summary,
    `**Source:** ${card.source}`,
    `**Licence:** code ${card.licence.code}, weights ${card.licence.weights}`,
    ...(limits.length > 0 ? ['## Limits', limits.join('\n')] : []),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')
    .concat('\n');
}

/** A model of a provider in this process. */
class ProviderModel implements HostedModel {
  readonly owner: string;
  readonly name: string;
  readonly facts: HostedFacts;
  readonly #version: HostedVersion;

  constructor(parts: ProviderModelsParts, description: ModelDescription, ref: ModelRef) {
    const { owner, name } = ref;
    const { title, card, defaultExample, version } = description;
    this.owner = owner;
    this.name = name;
    const createdAt = parts.almanac.firstSeenAt(`${owner}/${name}`);
    this.facts = {
      origin: parts.provider.id,
      description: description.description ?? '',
      createdAt,
      // They are there without being started, as official models are.
      isOfficial: true,
      ...(title !== undefined && { title }),
      ...(card && { readme: readmeOf(description, card) }),
      ...(defaultExample && { defaultExample }),
    };
    const schemas = schemasOf(description.openapiSchema);
    const model = { owner, name, version };
    this.#version = {
      id: version,
      createdAt: parts.almanac.firstSeenAt(`${owner}/${name}:${version}`),
      openapiSchema: cogDocument({ schemas }),
      streams: isIterator(schemas['Output']),
      start: (request) => new ProviderPrediction({ ...parts, model }, request),
    };
  }

  async versions(): Promise<HostedVersion[]> {
    return [this.#version];
  }
}

/** The models of a provider, each in the one version that it has. */
export class ProviderModels implements HostedSource {
  readonly #parts: ProviderModelsParts;

  constructor(parts: ProviderModelsParts) {
    this.#parts = parts;
  }

  async list(): Promise<HostedModel[]> {
    const descriptions = await this.#parts.provider.search('');
    return descriptions.flatMap((description) => this.#toModel(description) ?? []);
  }

  async find(owner: string, name: string): Promise<HostedModel | undefined> {
    try {
      return this.#toModel(await this.#parts.provider.describe({ owner, name }));
    } catch (error) {
      if (EngineError.isInstance(error) && error.code === 'model-not-found') return undefined;
      throw error;
    }
  }

  async findVersion(id: string): Promise<FoundVersion | undefined> {
    for (const model of await this.list()) {
      const version = (await model.versions()).find((candidate) => candidate.id === id);
      if (version) return { model, version };
    }
    return undefined;
  }

  #toModel(description: ModelDescription): HostedModel | undefined {
    const ref = parseModelRef(description.model);
    return ref && new ProviderModel(this.#parts, description, ref);
  }
}
