import type { Clock, ModelDescription, ModelRef, ModelVersion } from '@catena/engine';
import {
  deploymentSchema,
  modelSchema,
  pageSchema,
  versionSchema,
  type ApiModel,
  type ApiVersion,
} from './replicate-api.ts';
import { nextSearch } from './next-search.ts';
import { replicateError } from './replicate-error.ts';
import type { ReplicateTransport } from './replicate-transport.ts';

const freshMs = 60_000;
const mostRemembered = 1_000;
const mostPages = 4;

/** In the place of a version: the deployment of this owner and name, not a model. */
export const deploymentVersion = 'deployment';

export interface ModelLibraryParts {
  transport: ReplicateTransport;
  clock: Clock;
  metered: boolean;
}

interface Remembered {
  at: number;
  model: Promise<ApiModel>;
}

/** What the service knows of models, remembered: versions do not change, models do. */
export class ModelLibrary {
  readonly #parts: ModelLibraryParts;
  readonly #models = new Map<string, Remembered>();
  readonly #versions = new Map<string, Promise<ApiVersion>>();

  constructor(parts: ModelLibraryParts) {
    this.#parts = parts;
  }

  /** A model; asked for again after a minute. */
  model(ref: Pick<ModelRef, 'owner' | 'name'>): Promise<ApiModel> {
    const path = pathOf(ref);
    const now = this.#parts.clock.now();
    const known = this.#models.get(path);
    if (known && now - known.at < freshMs) return known.model;
    const model = this.#fetch(path, `model ${ref.owner}/${ref.name}`).then((json) =>
      parse(modelSchema.safeParse(json).data, `model ${ref.owner}/${ref.name}`),
    );
    remember(this.#models, path, { value: { at: now, model }, settled: model });
    return model;
  }

  /** A version of a model. */
  version(ref: Pick<ModelRef, 'owner' | 'name'>, id: string): Promise<ApiVersion> {
    const path = `${pathOf(ref)}/versions/${encodeURIComponent(id)}`;
    const known = this.#versions.get(path);
    if (known) return known;
    const about = `version ${id} of ${ref.owner}/${ref.name}`;
    const version = this.#fetch(path, about).then((json) =>
      parse(versionSchema.safeParse(json).data, about),
    );
    remember(this.#versions, path, { value: version, settled: version });
    return version;
  }

  async describe(ref: ModelRef): Promise<ModelDescription> {
    if (ref.version === deploymentVersion) return this.#describeDeployment(ref);
    const model = await this.model(ref);
    const isLatest = ref.version === undefined || ref.version === model.latest_version?.id;
    const version = isLatest ? model.latest_version : await this.#other(ref, model);
    if (!version?.openapi_schema) throw withoutVersion(ref);
    return this.#describe(model, version);
  }

  /** Versions of official models may have no address of their own. */
  async #other(ref: ModelRef, model: ApiModel): Promise<ApiVersion | undefined> {
    const id = ref.version ?? '';
    if (/^[0-9a-f]{64}$/.test(id)) return this.version(ref, id);
    return model.latest_version && { ...model.latest_version, id };
  }

  async #describeDeployment({ owner, name }: ModelRef): Promise<ModelDescription> {
    const about = `deployment ${owner}/${name}`;
    const path = `/deployments/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
    const deployment = parse(
      deploymentSchema.safeParse(await this.#fetch(path, about)).data,
      about,
    );
    const { model, version } = deployment.current_release;
    const [modelOwner = '', modelName = ''] = model.split('/');
    const released = { owner: modelOwner, name: modelName, version };
    return { ...(await this.describe(released)), model: `${owner}/${name}` };
  }

  /** The versions of a model, newest first. */
  async versions(ref: ModelRef): Promise<ModelVersion[]> {
    const versions: ModelVersion[] = [];
    const about = `model ${ref.owner}/${ref.name}`;
    for await (const item of this.#pages(`${pathOf(ref)}/versions`, about)) {
      const version = versionSchema.safeParse(item).data;
      if (!version) continue;
      const { id, created_at: createdAt } = version;
      versions.push({ id, ...(createdAt !== undefined && { createdAt }) });
    }
    return versions;
  }

  /** Models by words; the newest for none. */
  async search(query: string): Promise<ModelDescription[]> {
    const words = query.trim();
    const found: unknown[] = [];
    if (words === '') for await (const model of this.#pages('/models', 'models')) found.push(model);
    else found.push(...(await this.#find(words)));
    return found.flatMap((item) => {
      const model = modelSchema.safeParse(item).data;
      const version = model?.latest_version;
      return model && version?.openapi_schema ? [this.#describe(model, version)] : [];
    });
  }

  async #find(words: string): Promise<unknown[]> {
    const { json } = await this.#parts.transport.repeat({
      method: 'QUERY',
      path: '/models',
      about: 'models',
      headers: { 'content-type': 'text/plain' },
      body: () => words,
    });
    return pageSchema.safeParse(json).data?.results ?? [];
  }

  /** The items of the first pages of a list. */
  async *#pages(path: string, about: string): AsyncGenerator<unknown> {
    let search = '';
    for (let page = 0; page < mostPages; page += 1) {
      const { results = [], next } =
        pageSchema.safeParse(await this.#fetch(`${path}${search}`, about)).data ?? {};
      yield* results;
      search = nextSearch(next) ?? '';
      if (search === '') return;
    }
  }

  async #fetch(path: string, about: string): Promise<unknown> {
    return (await this.#parts.transport.repeat({ method: 'GET', path, about })).json;
  }

  #describe(model: ApiModel, version: ApiVersion): ModelDescription {
    const { description, default_example: example } = model;
    const text = description === '' ? undefined : description;
    return {
      model: `${model.owner}/${model.name}`,
      version: version.id,
      ...(text !== undefined && { description: text }),
      openapiSchema: version.openapi_schema ?? {},
      ...(example && { defaultExample: exampleOf(example) }),
      ...factsOf(model, version),
      card: {
        summary: text ?? '',
        source: model.github_url ?? model.url ?? model.paper_url ?? '',
        licence: {
          code: model.license_url ?? 'not stated',
          weights: model.license_url ?? 'not stated',
        },
        limits: [],
      },
      metered: this.#parts.metered,
    };
  }
}

function factsOf(model: ApiModel, version: ApiVersion): Partial<ModelDescription> {
  const { cover_image_url, url, github_url, paper_url, license_url, run_count, is_official } =
    model;
  return {
    ...(cover_image_url !== undefined && { coverUrl: cover_image_url }),
    ...(url !== undefined && { pageUrl: url }),
    ...(github_url !== undefined && { sourceUrl: github_url }),
    ...(paper_url !== undefined && { paperUrl: paper_url }),
    ...(license_url !== undefined && { licenceUrl: license_url }),
    ...(run_count !== undefined && { runCount: run_count }),
    ...(version.created_at !== undefined && { versionCreatedAt: version.created_at }),
    // Of others nobody says whether one of their machines is on.
    ...(is_official === true && { isOfficial: true, warmth: 'warm' }),
  };
}

function exampleOf({ input, output }: NonNullable<ApiModel['default_example']>) {
  return output === undefined || output === null ? { input } : { input, output };
}

function pathOf({ owner, name }: Pick<ModelRef, 'owner' | 'name'>): string {
  return `/models/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}

function parse<Value>(value: Value | undefined, about: string): Value {
  if (value !== undefined) return value;
  throw replicateError({
    code: 'provider-error',
    message: `What Replicate answered for ${about} is not understood.`,
    hint: 'Check that CATENA_REPLICATE_URL is the address of a Replicate API.',
    effect: 'none',
  });
}

function withoutVersion({ owner, name }: ModelRef) {
  return replicateError({
    code: 'version-not-available',
    message: `Model ${owner}/${name} has no version with a schema at Replicate.`,
    hint: 'Choose another version or another model.',
    effect: 'none',
  });
}

/** Remembers what is on its way, but no failure. */
function remember<Value>(
  map: Map<string, Value>,
  key: string,
  { value, settled }: { value: Value; settled: Promise<unknown> },
): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest);
  settled.catch(() => {
    if (map.get(key) === value) map.delete(key);
  });
}
