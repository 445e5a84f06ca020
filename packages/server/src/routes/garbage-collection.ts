import { createRoute } from '@hono/zod-openapi';
import { garbageReportSchema, garbageRequestSchema } from '../api/garbage-collection.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, jsonResponse, problemResponses } from './responses.ts';

const collect = createRoute({
  method: 'post',
  path: '/garbage-collection',
  tags: ['Artifacts'],
  summary: 'Deletes files that no run, result, workflow or upload needs any more',
  request: { body: jsonBody(garbageRequestSchema) },
  responses: { 200: jsonResponse(garbageReportSchema, 'What was freed'), ...problemResponses() },
});

/** `/api/garbage-collection` */
export function garbageCollectionRoutes({ garbage }: Pick<Services, 'garbage'>): Router {
  return createRouter().openapi(collect, async (context) => {
    const { dryRun, graceMs } = context.req.valid('json');
    const report = await garbage.collect({
      ...(dryRun !== undefined && { dryRun }),
      ...(graceMs !== undefined && { graceMs }),
    });
    return context.json(report, 200);
  });
}
