import { readFile } from 'node:fs/promises';
import { createRoute, z } from '@hono/zod-openapi';
import { templateSchema, templateSummarySchema } from '../api/templates.ts';
import { notFound } from '../errors/not-found.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonResponse, problemResponses } from './responses.ts';

const tags = ['Templates'];
const idSchema = z.object({ id: z.string() });

const list = createRoute({
  method: 'get',
  path: '/templates',
  tags,
  summary: 'Workflows to start from',
  responses: {
    200: jsonResponse(
      z.object({ templates: z.array(templateSummarySchema) }).openapi('Templates'),
      'Templates by name',
    ),
    ...problemResponses(),
  },
});

const get = createRoute({
  method: 'get',
  path: '/templates/{id}',
  tags,
  summary: 'A template with its document, whose files are stored as artifacts',
  request: { params: idSchema },
  responses: {
    200: jsonResponse(templateSchema, 'The template'),
    ...problemResponses(404, 422, 507),
  },
});

const getPicture = createRoute({
  method: 'get',
  path: '/templates/{id}/picture',
  tags,
  summary: 'A picture of what the template makes',
  request: { params: idSchema },
  responses: {
    200: {
      description: 'A PNG',
      content: { 'image/png': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses(404),
  },
});

/** `/api/templates` */
export function templateRoutes({ templates }: Services): Router {
  return createRouter()
    .openapi(list, async (context) => context.json({ templates: await templates.list() }, 200))
    .openapi(get, async (context) => {
      const { id } = context.req.valid('param');
      const template = await templates.get(id);
      if (!template) throw notFound('template', id);
      return context.json({ ...template, workflow: { ...template.workflow } }, 200);
    })
    .openapi(getPicture, async (context) => {
      const { id } = context.req.valid('param');
      const path = await templates.picture(id);
      if (path === undefined) throw notFound('template picture', id);
      const headers = { 'content-type': 'image/png', 'cache-control': 'private, max-age=300' };
      return new Response(await readFile(path), { headers });
    });
}
