import type { HostedModels } from '../hosted/hosted-models.ts';
import type { HostedModel } from '../hosted/hosted-model.ts';
import type { SqliteFile } from '../../database/sqlite-file.ts';
import { collections, type Collection, type ListedModel } from './collections.ts';
import { toModelObject } from './model-object.ts';

export interface ModelListingParts {
  hosted: HostedModels;
  /** Where predictions are counted. */
  database: Pick<SqliteFile, 'all'>;
}

/** Shows models with what is known of them elsewhere. */
export class ModelListing {
  readonly #parts: ModelListingParts;

  constructor(parts: ModelListingParts) {
    this.#parts = parts;
  }

  async all(): Promise<ListedModel[]> {
    return withVersions(await this.#parts.hosted.list());
  }

  /** The best first. */
  async search(query: string): Promise<(ListedModel & { score: number })[]> {
    const found = await this.#parts.hosted.search(query);
    return Promise.all(
      found.map(async ({ model, score }) => ({ model, score, versions: await model.versions() })),
    );
  }

  async find(owner: string, name: string): Promise<ListedModel | undefined> {
    const model = await this.#parts.hosted.find(owner, name);
    return model && { model, versions: await model.versions() };
  }

  show(listed: readonly ListedModel[], baseUrl: string) {
    const counts = this.#countRuns();
    return listed.map(({ model, versions }) => {
      const runCount = counts.get(`${model.owner}/${model.name}`) ?? 0;
      return toModelObject(model, { versions, baseUrl, runCount });
    });
  }

  #countRuns(): ReadonlyMap<string, number> {
    const rows = this.#parts.database.all<{ model: string; runs: number }>(
      'select model, count(*) as runs from prediction group by model',
    );
    return new Map(rows.map(({ model, runs }) => [model, runs]));
  }

  /** Collections that hold anything, with what they hold. */
  async collections(): Promise<{ collection: Collection; members: ListedModel[] }[]> {
    const models = await this.all();
    return collections
      .map((collection) => ({ collection, members: models.filter((one) => collection.has(one)) }))
      .filter(({ members }) => members.length > 0);
  }
}

function withVersions(models: readonly HostedModel[]): Promise<ListedModel[]> {
  return Promise.all(models.map(async (model) => ({ model, versions: await model.versions() })));
}
