import type { Context } from 'hono';
import type { AppEnvironment } from '../../middleware/app-environment.ts';
import { ReplicateError, resourceNotFound } from '../errors/replicate-error.ts';
import type { ListedModel } from '../models/collections.ts';
import { ModelListing } from '../models/model-listing.ts';
import { toExampleObject, toVersionObject } from '../models/model-object.ts';
import { modelPageSize, pageOfList } from '../models/page-of-list.ts';
import type { ReplicateServices } from '../replicate-services.ts';
import { createReplicateRouter, type ReplicateRouter } from './create-replicate-router.ts';
import { readText } from './read-text.ts';
import { baseUrlOf, pagePlaceOf, toPageObject } from './request-facts.ts';

type RouteContext = Context<AppEnvironment>;

/** What these routes need. */
interface ModelServices extends Pick<ReplicateServices, 'publicUrl'> {
  models: ModelListing;
}

const mostQueryBytes = 4096;
const mostFound = 50;
const defaultFound = 20;

function notHere(what: string): ReplicateError {
  return new ReplicateError({
    title: 'Not possible here',
    detail: `${what} Models of this server come with it or are published workflows: POST /api/workflows/{id}/publish makes one, DELETE /api/published-models/{owner}/{name} takes it back.`,
    status: 403,
  });
}

const momentOf: Readonly<Record<string, (listed: ListedModel) => string>> = {
  model_created_at: ({ model }) => model.facts.createdAt,
  latest_version_created_at: ({ model, versions }) =>
    versions[0]?.createdAt ?? model.facts.createdAt,
};

/** In the order that is asked for; by name where moments are the same. */
function sorted(context: RouteContext, models: readonly ListedModel[]): ListedModel[] {
  const sortBy = context.req.query('sort_by') ?? 'latest_version_created_at';
  const direction = context.req.query('sort_direction') ?? 'desc';
  const moment = momentOf[sortBy];
  if (!moment || (direction !== 'asc' && direction !== 'desc')) {
    throw new ReplicateError({
      detail: `sort_by must be one of ${Object.keys(momentOf).join(', ')}; sort_direction asc or desc`,
      status: 400,
    });
  }
  const sign = direction === 'asc' ? 1 : -1;
  return models.toSorted(
    (one, other) =>
      sign * (Date.parse(moment(one)) - Date.parse(moment(other))) ||
      nameOf(one).localeCompare(nameOf(other)),
  );
}

function nameOf({ model }: ListedModel): string {
  return `${model.owner}/${model.name}`;
}

/** Cursors hold no slashes and no dots. */
function placeOf(listed: ListedModel) {
  const id = Buffer.from(nameOf(listed)).toString('base64url').slice(-100);
  return { at: Date.parse(listed.model.facts.createdAt), id };
}

async function find(context: RouteContext, models: ModelListing): Promise<ListedModel> {
  const { owner = '', name = '' } = context.req.param() as { owner?: string; name?: string };
  const found = await models.find(owner, name);
  if (!found) throw resourceNotFound();
  return found;
}

/** The words to look for: clients of JavaScript send them as JSON, others bare. */
async function readQuery(context: RouteContext): Promise<string> {
  const text = (await readText(context, mostQueryBytes)).trim();
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).replaceAll(String.raw`\"`, '"') : text;
}

function limitOf(context: RouteContext): number {
  const given = context.req.query('limit');
  if (given === undefined || given === '') return defaultFound;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostFound) return limit;
  throw new ReplicateError({ detail: `limit must be from 1 to ${mostFound}`, status: 400 });
}

function listRoutes({ models, publicUrl }: ModelServices): ReplicateRouter {
  return createReplicateRouter()
    .get('/models', async (context) => {
      const baseUrl = baseUrlOf(context, publicUrl);
      const listed = sorted(context, await models.all());
      const page = pageOfList(listed, pagePlaceOf(context), placeOf);
      const shown = models.show(page.entries, baseUrl);
      return context.json({
        ...toPageObject(context, { ...page, entries: [] }, { baseUrl, show: () => null }),
        results: shown,
      });
    })
    .on('QUERY', '/models', async (context) => {
      const found = await models.search(await readQuery(context));
      const results = models.show(found.slice(0, modelPageSize), baseUrlOf(context, publicUrl));
      return context.json({ next: null, previous: null, results });
    })
    .get('/search', async (context) => {
      const query = context.req.query('query') ?? '';
      const found = (await models.search(query)).slice(0, limitOf(context));
      const shown = models.show(found, baseUrlOf(context, publicUrl));
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      const collections = (await models.collections()).filter(({ collection }) => {
        const text = `${collection.name} ${collection.description}`.toLowerCase();
        return words.length > 0 && words.every((word) => text.includes(word));
      });
      return context.json({
        query,
        models: shown.map((model, index) => ({
          model,
          metadata: {
            generated_description: model.description,
            tags: [found[index]?.model.facts.origin],
            score: found[index]?.score ?? 0,
          },
        })),
        collections: collections.map(({ collection: { name, slug, description } }) => ({
          name,
          slug,
          description,
        })),
        pages: [],
      });
    })
    .post('/models', () => {
      throw notHere('A model cannot be made by this call.');
    });
}

function modelRoutesOf({ models, publicUrl }: ModelServices): ReplicateRouter {
  return createReplicateRouter()
    .get('/models/:owner/:name', async (context) => {
      const found = await find(context, models);
      return context.json(models.show([found], baseUrlOf(context, publicUrl))[0]);
    })
    .on(['PATCH', 'DELETE'], '/models/:owner/:name', async (context) => {
      const { model } = await find(context, models);
      throw notHere(`The model ${model.owner}/${model.name} cannot be changed by this call.`);
    })
    .get('/models/:owner/:name/examples', async (context) => {
      const { model, versions } = await find(context, models);
      const example = toExampleObject(model, versions[0], baseUrlOf(context, publicUrl));
      return context.json({ next: null, previous: null, results: example ? [example] : [] });
    })
    .get('/models/:owner/:name/readme', async (context) => {
      const { model } = await find(context, models);
      if (model.facts.readme === undefined) throw resourceNotFound();
      return context.text(model.facts.readme);
    });
}

function versionRoutes({ models, publicUrl }: ModelServices): ReplicateRouter {
  return createReplicateRouter()
    .get('/models/:owner/:name/versions', async (context) => {
      const { versions } = await find(context, models);
      const page = pageOfList(versions, pagePlaceOf(context), ({ id, createdAt }) => ({
        at: Date.parse(createdAt),
        id,
      }));
      return context.json(
        toPageObject(context, page, {
          baseUrl: baseUrlOf(context, publicUrl),
          show: toVersionObject,
        }),
      );
    })
    .get('/models/:owner/:name/versions/:id', async (context) => {
      const { versions } = await find(context, models);
      const version = versions.find(({ id }) => id === context.req.param('id'));
      if (!version) throw resourceNotFound();
      return context.json(toVersionObject(version));
    })
    .delete('/models/:owner/:name/versions/:id', async (context) => {
      await find(context, models);
      throw notHere('A version cannot be deleted by this call.');
    });
}

/** `/v1/models` with what belongs to a model, and `/v1/search`. */
export function modelRoutes(services: ReplicateServices): ReplicateRouter {
  const parts = { models: new ModelListing(services), publicUrl: services.publicUrl };
  return createReplicateRouter()
    .route('/', listRoutes(parts))
    .route('/', modelRoutesOf(parts))
    .route('/', versionRoutes(parts));
}
