import { createRoute, z } from '@hono/zod-openapi';
import { parseModelRef, type ModelRef, type Provider } from '@catena/engine';
import { modelSearchResultSchema, modelSearchSchema, modelVersionsSchema } from '../api/models.ts';
import { guardedHeaders } from '../artifacts/content-headers.ts';
import { snapWidth } from '../artifacts/preview-cache.ts';
import { HttpError } from '../errors/http-error.ts';
import { notFound } from '../errors/not-found.ts';
import { ModelCovers } from '../models/model-covers.ts';
import { searchModels } from '../models/search-models.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonResponse, problemResponses } from './responses.ts';

const tags = ['Models'];

const modelParams = z.object({
  provider: z.string(),
  owner: z.string(),
  name: z.string().meta({ description: '`name`, or `name:version`' }),
});

const search = createRoute({
  method: 'get',
  path: '/models',
  tags,
  summary: 'Find models by words in name, title and description; all of them without words',
  description: 'A provider that does not answer is named among the problems.',
  request: { query: modelSearchSchema },
  responses: {
    200: jsonResponse(modelSearchResultSchema, 'The models'),
    ...problemResponses(404),
  },
});

const getModel = createRoute({
  method: 'get',
  path: '/models/{provider}/{owner}/{name}',
  tags,
  summary: 'A model with its schema',
  request: { params: modelParams },
  responses: {
    200: jsonResponse(
      z.record(z.string(), z.unknown()).openapi('Model', {
        description:
          'Name, version, words for people, and the OpenAPI schema of its input and output',
      }),
      'The model',
    ),
    ...problemResponses(404, 502),
  },
});

const getVersions = createRoute({
  method: 'get',
  path: '/models/{provider}/{owner}/{name}/versions',
  tags,
  summary: 'The versions of a model, newest first; the newest only where the provider lists none',
  request: { params: modelParams },
  responses: {
    200: jsonResponse(modelVersionsSchema, 'The versions'),
    ...problemResponses(404, 502),
  },
});

const getCover = createRoute({
  method: 'get',
  path: '/models/{provider}/{owner}/{name}/cover',
  tags,
  summary: 'A small picture of a model: its cover, else one of its example',
  request: {
    params: modelParams,
    query: z.object({ width: z.coerce.number().int().min(16).max(1024).default(512) }),
  },
  responses: {
    200: {
      description: 'The picture',
      content: { 'image/webp': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses(404, 422, 502),
  },
});

function findProvider(providers: readonly Provider[], id: string): Provider {
  const provider = providers.find((one) => one.id === id);
  if (provider) return provider;
  throw new HttpError(404, {
    code: 'provider-not-found',
    message: `There is no provider "${id.slice(0, 100)}".`,
    hint: `Known providers: ${providers.map((one) => one.id).join(', ') || 'none'}.`,
  });
}

function readRef({ owner, name }: { owner: string; name: string }): ModelRef {
  const reference = parseModelRef(`${owner}/${name}`);
  if (reference) return reference;
  throw new HttpError(404, {
    code: 'model-not-found',
    message: `"${`${owner}/${name}`.slice(0, 200)}" is no model.`,
    hint: 'A model is written owner/name or owner/name:version. GET /api/models lists them.',
  });
}

async function listVersions(provider: Provider, reference: ModelRef) {
  if (provider.versions) return provider.versions(reference);
  const { version, versionCreatedAt: createdAt } = await provider.describe(reference);
  return [{ id: version, ...(createdAt !== undefined && { createdAt }) }];
}

/** `/api/models` */
export function modelRoutes(
  services: Pick<Services, 'providers' | 'artifacts' | 'previews' | 'fetcher'>,
): Router {
  const { providers, previews } = services;
  const covers = new ModelCovers(services);
  return createRouter()
    .openapi(search, async (context) => {
      const { query = '', provider } = context.req.valid('query');
      const asked = provider === undefined ? providers : [findProvider(providers, provider)];
      return context.json(await searchModels(asked, query), 200);
    })
    .openapi(getModel, async (context) => {
      const params = context.req.valid('param');
      const provider = findProvider(providers, params.provider);
      const model: Record<string, unknown> = { ...(await provider.describe(readRef(params))) };
      return context.json(model, 200);
    })
    .openapi(getVersions, async (context) => {
      const params = context.req.valid('param');
      const provider = findProvider(providers, params.provider);
      return context.json({ versions: await listVersions(provider, readRef(params)) }, 200);
    })
    .openapi(getCover, async (context) => {
      const params = context.req.valid('param');
      const provider = findProvider(providers, params.provider);
      const ref = await covers.find(await provider.describe(readRef(params)));
      if (!ref) throw notFound('picture', `${params.owner}/${params.name}`);
      const picture = await previews.get(ref, snapWidth(context.req.valid('query').width));
      const headers = {
        ...guardedHeaders,
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=3600',
      };
      return new Response(new Uint8Array(picture), { headers });
    });
}
