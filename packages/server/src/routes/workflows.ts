import { createRoute, z } from '@hono/zod-openapi';
import {
  createWorkflowSchema,
  labelVersionSchema,
  saveWorkflowSchema,
  workflowRecordSchema,
  workflowSummarySchema,
  workflowVersionSchema,
} from '../api/workflows.ts';
import { notFound } from '../errors/not-found.ts';
import type { Services } from '../services.ts';
import { readDocument } from '../workflows/read-document.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, jsonResponse, problemResponses } from './responses.ts';

const tags = ['Workflows'];
const idSchema = z.object({ id: z.string() });
const versionIdSchema = z.object({ id: z.string(), revision: z.coerce.number().int().min(1) });

const listSchema = z.object({
  search: z.string().max(400).optional().meta({ description: 'Part of the name' }),
  cursor: z.string().max(400).optional().meta({ description: '`nextCursor` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: '50 else' }),
});

const pageSchema = z
  .object({ workflows: z.array(workflowSummarySchema), nextCursor: z.string().optional() })
  .openapi('WorkflowPage');

const list = createRoute({
  method: 'get',
  path: '/workflows',
  tags,
  summary: 'Saved workflows, newest change first',
  request: { query: listSchema },
  responses: { 200: jsonResponse(pageSchema, 'A page of workflows'), ...problemResponses() },
});

const create = createRoute({
  method: 'post',
  path: '/workflows',
  tags,
  summary: 'Saves a new workflow',
  request: { body: jsonBody(createWorkflowSchema) },
  responses: {
    201: jsonResponse(workflowRecordSchema, 'The workflow as it was saved'),
    ...problemResponses(413, 422, 507),
  },
});

const get = createRoute({
  method: 'get',
  path: '/workflows/{id}',
  tags,
  summary: 'A workflow with its document',
  request: { params: idSchema },
  responses: { 200: jsonResponse(workflowRecordSchema, 'The workflow'), ...problemResponses(404) },
});

const save = createRoute({
  method: 'put',
  path: '/workflows/{id}',
  tags,
  summary: 'Saves a change of a workflow, unless somebody else was faster',
  request: { params: idSchema, body: jsonBody(saveWorkflowSchema) },
  responses: {
    200: jsonResponse(workflowRecordSchema, 'The workflow as it was saved'),
    ...problemResponses(404, 409, 413, 422, 507),
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/workflows/{id}',
  tags,
  summary: 'Deletes a workflow with all its versions; its runs stay',
  description: 'For a day it can be restored.',
  request: { params: idSchema },
  responses: { 204: { description: 'It is gone' }, ...problemResponses(404) },
});

const restore = createRoute({
  method: 'post',
  path: '/workflows/{id}/restore',
  tags,
  summary: 'Brings a deleted workflow back, with its versions',
  request: { params: idSchema },
  responses: { 200: jsonResponse(workflowRecordSchema, 'The workflow'), ...problemResponses(404) },
});

const listVersions = createRoute({
  method: 'get',
  path: '/workflows/{id}/versions',
  tags,
  summary: 'The states in which a workflow was saved, newest first',
  description: 'The last 200 are kept, and those with a label for ever.',
  request: { params: idSchema },
  responses: {
    200: jsonResponse(
      z.object({ versions: z.array(workflowVersionSchema) }).openapi('WorkflowVersions'),
      'Its versions',
    ),
    ...problemResponses(404),
  },
});

const getVersion = createRoute({
  method: 'get',
  path: '/workflows/{id}/versions/{revision}',
  tags,
  summary: 'A workflow as it was saved once',
  request: { params: versionIdSchema },
  responses: { 200: jsonResponse(workflowRecordSchema, 'The version'), ...problemResponses(404) },
});

const labelVersion = createRoute({
  method: 'patch',
  path: '/workflows/{id}/versions/{revision}',
  tags,
  summary: 'Gives a version a name, which keeps it for ever',
  request: { params: versionIdSchema, body: jsonBody(labelVersionSchema) },
  responses: { 200: jsonResponse(workflowVersionSchema, 'The version'), ...problemResponses(404) },
});

function found<Value>(value: Value | undefined, id: string, revision?: number): Value {
  if (value !== undefined) return value;
  if (revision === undefined) throw notFound('workflow', id);
  throw notFound('workflow version', `${id}/${revision}`);
}

/** `/api/workflows` */
export function workflowRoutes({ workflows }: Services): Router {
  return createRouter()
    .openapi(list, async (context) =>
      context.json(await workflows.list(context.req.valid('query')), 200),
    )
    .openapi(create, async (context) => {
      const { workflow, templateId } = context.req.valid('json');
      const content = { workflow: readDocument(workflow), templateId };
      return context.json(await workflows.create(content), 201);
    })
    .openapi(get, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(found(await workflows.get(id), id), 200);
    })
    .openapi(save, async (context) => {
      const { workflow, revision } = context.req.valid('json');
      const content = { workflow: readDocument(workflow), revision };
      return context.json(await workflows.save(context.req.valid('param').id, content), 200);
    })
    .openapi(remove, async (context) => {
      const { id } = context.req.valid('param');
      if (!(await workflows.delete(id))) throw notFound('workflow', id);
      return context.body(null, 204);
    })
    .openapi(restore, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(found(await workflows.restore(id), id), 200);
    })
    .openapi(listVersions, async (context) => {
      const { id } = context.req.valid('param');
      return context.json({ versions: found(await workflows.versions(id), id) }, 200);
    })
    .openapi(getVersion, async (context) => {
      const { id, revision } = context.req.valid('param');
      return context.json(found(await workflows.version(id, revision), id, revision), 200);
    })
    .openapi(labelVersion, async (context) => {
      const { id, revision } = context.req.valid('param');
      const { label } = context.req.valid('json');
      const version = await workflows.labelVersion(id, revision, label);
      return context.json(found(version, id, revision), 200);
    });
}
