import { createRoute, z } from '@hono/zod-openapi';
import {
  modelPorts,
  parseModelRef,
  writePortType,
  type ModelDescription,
  type Provider,
} from '@catena/engine';
import { modelSearchSchema, modelSummarySchema, type ModelSummary } from '../api/models.ts';
import { HttpError } from '../errors/http-error.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonResponse, problemResponses } from './responses.ts';

const tags = ['Models'];

const searchModels = createRoute({
  method: 'get',
  path: '/models',
  tags,
  summary: 'Find models by words in name, title and description; all of them without words',
  request: { query: modelSearchSchema },
  responses: {
    200: jsonResponse(z.object({ models: z.array(modelSummarySchema) }), 'The models'),
    ...problemResponses(404, 502),
  },
});

const getModel = createRoute({
  method: 'get',
  path: '/models/{provider}/{owner}/{name}',
  tags,
  summary: 'A model with its schema',
  request: {
    params: z.object({
      provider: z.string(),
      owner: z.string(),
      name: z.string().meta({ description: '`name`, or `name:version`' }),
    }),
  },
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

function toSummary(provider: string, model: ModelDescription): ModelSummary {
  const { inputs, outputs } = modelPorts(model);
  const { description, card } = model;
  return {
    provider,
    model: model.model,
    version: model.version,
    title: model.title ?? model.model,
    ...(description !== undefined && { description }),
    ...(card && { licence: card.licence.weights }),
    ...(card?.downloadBytes !== undefined && { downloadBytes: card.downloadBytes }),
    metered: model.metered,
    inputs: inputs.map(({ type }) => writePortType(type)),
    outputs: outputs.map(({ type }) => writePortType(type)),
  };
}

function findProvider(providers: readonly Provider[], id: string): Provider {
  const provider = providers.find((one) => one.id === id);
  if (provider) return provider;
  throw new HttpError(404, {
    code: 'provider-not-found',
    message: `There is no provider "${id.slice(0, 100)}".`,
    hint: `Known providers: ${providers.map((one) => one.id).join(', ') || 'none'}.`,
  });
}

/** What the providers find; one that fails hides the others only where all do. */
async function searchAll(providers: readonly Provider[], query: string): Promise<ModelSummary[]> {
  const answers = await Promise.allSettled(
    providers.map(async (provider) =>
      (await provider.search(query)).map((model) => toSummary(provider.id, model)),
    ),
  );
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (found.length === 0 && failed) throw failed.reason;
  return found.flat();
}

/** `/api/models` */
export function modelRoutes({ providers }: Pick<Services, 'providers'>): Router {
  return createRouter()
    .openapi(searchModels, async (context) => {
      const { query = '', provider } = context.req.valid('query');
      const asked = provider === undefined ? providers : [findProvider(providers, provider)];
      return context.json({ models: await searchAll(asked, query) }, 200);
    })
    .openapi(getModel, async (context) => {
      const { provider: id, owner, name } = context.req.valid('param');
      const provider = findProvider(providers, id);
      const reference = parseModelRef(`${owner}/${name}`);
      if (!reference) {
        throw new HttpError(404, {
          code: 'model-not-found',
          message: `"${`${owner}/${name}`.slice(0, 200)}" is no model.`,
          hint: 'A model is written owner/name or owner/name:version. GET /api/models lists them.',
        });
      }
      const model: Record<string, unknown> = { ...(await provider.describe(reference)) };
      return context.json(model, 200);
    });
}
