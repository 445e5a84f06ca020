import { cogDocument, isIterator } from '../../cog/cog-document.ts';
import type { PublishedModel, PublishedVersion } from '../../published/published-model.ts';
import type { PublishedModelStore } from '../../published/published-model-store.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { HostedFacts, HostedModel, HostedVersion } from './hosted-model.ts';
import type { FoundVersion, HostedSource } from './hosted-models.ts';
import { PublishedPrediction } from './published-prediction.ts';

export interface PublishedModelsParts {
  models: PublishedModelStore;
  runService: RunService;
}

const toIso = (ms: number): string => new Date(ms).toISOString();

function readmeOf({ title, description }: PublishedModel): string {
  const paragraphs = [`# ${title}`, description, 'A workflow of Catena, called as a model.'];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** A published workflow as a model. */
class HostedWorkflow implements HostedModel {
  readonly owner: string;
  readonly name: string;
  readonly facts: HostedFacts;
  readonly #parts: PublishedModelsParts;
  readonly #published: PublishedModel;

  constructor(
    parts: PublishedModelsParts,
    published: PublishedModel,
    newest: PublishedVersion | undefined,
  ) {
    const [owner = '', name = ''] = published.model.split('/');
    this.owner = owner;
    this.name = name;
    this.#parts = parts;
    this.#published = published;
    this.facts = {
      origin: 'published',
      title: published.title,
      description: published.description,
      createdAt: toIso(published.createdAt),
      readme: readmeOf(published),
      isOfficial: true,
      ...(newest?.example && { defaultExample: { input: newest.example } }),
    };
  }

  async versions(): Promise<HostedVersion[]> {
    const { model } = this.#published;
    return this.#parts.models.versions(model).map((version) => this.toHosted(version));
  }

  toHosted(version: PublishedVersion): HostedVersion {
    const { runService } = this.#parts;
    const { workflowId } = this.#published;
    const streams = isIterator(version.schemas['Output']);
    const parts = { runService, version, workflowId, isIterator: streams };
    return {
      id: version.id,
      createdAt: toIso(version.createdAt),
      openapiSchema: cogDocument({ schemas: version.schemas }),
      streams,
      start: (request) => new PublishedPrediction(parts, request),
    };
  }
}

/** Published workflows as models. */
export class PublishedModels implements HostedSource {
  readonly #parts: PublishedModelsParts;

  constructor(parts: PublishedModelsParts) {
    this.#parts = parts;
  }

  async list(): Promise<HostedModel[]> {
    return this.#parts.models.list().map((published) => this.#toHosted(published));
  }

  async find(owner: string, name: string): Promise<HostedModel | undefined> {
    const published = this.#parts.models.find(`${owner}/${name}`);
    return published && this.#toHosted(published);
  }

  async findVersion(id: string): Promise<FoundVersion | undefined> {
    const version = this.#parts.models.findVersion(id);
    const published = version && this.#parts.models.find(version.model);
    if (!version || !published) return undefined;
    const model = this.#toHosted(published);
    return { model, version: model.toHosted(version) };
  }

  #toHosted(published: PublishedModel): HostedWorkflow {
    const [newest] = this.#parts.models.versions(published.model);
    return new HostedWorkflow(this.#parts, published, newest);
  }
}
