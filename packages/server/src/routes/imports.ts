import { createRoute } from '@hono/zod-openapi';
import { readComfyui } from '@catena/nodes';
import { importedSchema, importSchema } from '../api/imports.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, jsonResponse, problemResponses } from './responses.ts';

const importComfyui = createRoute({
  method: 'post',
  path: '/imports/comfyui',
  tags: ['Workflows'],
  summary: 'Make a workflow of one node from a ComfyUI graph in API format; nothing of it is run',
  request: { body: jsonBody(importSchema) },
  responses: { 200: jsonResponse(importedSchema, 'The workflow'), ...problemResponses(422) },
});

/** `/api/imports` */
export function importRoutes(): Router {
  return createRouter().openapi(importComfyui, (context) => {
    const { graph, name } = context.req.valid('json');
    const workflow: Record<string, unknown> = { ...readComfyui(graph, name) };
    return context.json({ workflow }, 200);
  });
}
