import { createRoute, z } from '@hono/zod-openapi';
import {
  publishedModelSchema,
  publishWorkflowSchema,
  type PublishedModel,
} from '../api/published-models.ts';
import type { WorkflowPublisher } from '../published/workflow-publisher.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, jsonResponse, problemResponses } from './responses.ts';

const tags = ['Published workflows'];
const nameSchema = z.object({ owner: z.string(), name: z.string() });

const publish = createRoute({
  method: 'post',
  path: '/workflows/{id}/publish',
  tags,
  summary: 'Makes a workflow callable as a model under /v1, frozen as it is saved now',
  description:
    'Its inputs and outputs become those of the model. To publish it again makes a new version; older ones stay callable.',
  request: { params: z.object({ id: z.string() }), body: jsonBody(publishWorkflowSchema) },
  responses: {
    201: jsonResponse(publishedModelSchema, 'The model'),
    ...problemResponses(404, 409, 422, 502, 507),
  },
});

const list = createRoute({
  method: 'get',
  path: '/published-models',
  tags,
  summary: 'Workflows that can be called as models, by name',
  responses: {
    200: jsonResponse(z.object({ models: z.array(publishedModelSchema) }), 'The models'),
    ...problemResponses(),
  },
});

const get = createRoute({
  method: 'get',
  path: '/published-models/{owner}/{name}',
  tags,
  summary: 'A workflow that can be called as a model',
  request: { params: nameSchema },
  responses: { 200: jsonResponse(publishedModelSchema, 'The model'), ...problemResponses(404) },
});

const unpublish = createRoute({
  method: 'delete',
  path: '/published-models/{owner}/{name}',
  tags,
  summary: 'Takes a model back with all its versions; the workflow and its runs stay',
  request: { params: nameSchema },
  responses: { 204: { description: 'It is gone' }, ...problemResponses(404) },
});

const toIso = (ms: number): string => new Date(ms).toISOString();

function show(publisher: WorkflowPublisher, model: string): PublishedModel {
  const { published, versions } = publisher.get(model);
  return {
    ...published,
    createdAt: toIso(published.createdAt),
    versions: versions.map(({ id, revision, createdAt, publishedAt }) => ({
      id,
      revision,
      createdAt: toIso(createdAt),
      publishedAt: toIso(publishedAt),
    })),
  };
}

/** `/api/workflows/{id}/publish` and `/api/published-models` */
export function publishedModelRoutes({ publisher }: Pick<Services, 'publisher'>): Router {
  return createRouter()
    .openapi(publish, async (context) => {
      const { id } = context.req.valid('param');
      const { model } = await publisher.publish(id, context.req.valid('json'));
      return context.json(show(publisher, model), 201);
    })
    .openapi(list, (context) =>
      context.json({ models: publisher.list().map(({ model }) => show(publisher, model)) }, 200),
    )
    .openapi(get, (context) => {
      const { owner, name } = context.req.valid('param');
      return context.json(show(publisher, `${owner}/${name}`), 200);
    })
    .openapi(unpublish, (context) => {
      const { owner, name } = context.req.valid('param');
      publisher.unpublish(`${owner}/${name}`);
      return context.body(null, 204);
    });
}
