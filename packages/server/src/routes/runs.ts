import { createRoute, z } from '@hono/zod-openapi';
import {
  runFilterSchema,
  runRecordSchema,
  runResultSchema,
  runSummarySchema,
  startRunSchema,
  waitSchema,
} from '../api/runs.ts';
import type { WaitOptions } from '../runs/wait-until.ts';
import { isTraceparent } from '../telemetry/trace-context.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, jsonResponse, problemResponses } from './responses.ts';

const byId = { params: z.object({ id: z.string() }) };
const tags = ['Runs'];

const startRun = createRoute({
  method: 'post',
  path: '/runs',
  tags,
  summary: 'Start a run; it goes on without whoever started it',
  request: { body: jsonBody(startRunSchema), query: waitSchema },
  responses: {
    201: jsonResponse(runResultSchema, 'The run has been started'),
    ...problemResponses(404, 422, 507),
  },
});

const listRuns = createRoute({
  method: 'get',
  path: '/runs',
  tags,
  summary: 'List runs, newest first',
  request: { query: runFilterSchema },
  responses: {
    200: jsonResponse(
      z.object({ runs: z.array(runSummarySchema), nextCursor: z.string().optional() }),
      'A page of runs; without `nextCursor` it is the last',
    ),
    ...problemResponses(),
  },
});

const getRun = createRoute({
  method: 'get',
  path: '/runs/{id}',
  tags,
  summary: 'A run with its workflow, its inputs and its state, step by step',
  request: byId,
  responses: { 200: jsonResponse(runRecordSchema, 'The run'), ...problemResponses(404) },
});

const getResult = createRoute({
  method: 'get',
  path: '/runs/{id}/result',
  tags,
  summary: 'What came of a run; waits for its end where asked to',
  description:
    'To wait for the end of a long run, ask again while its status is queued, running or waiting.',
  request: { ...byId, query: waitSchema },
  responses: { 200: jsonResponse(runResultSchema, 'The run so far'), ...problemResponses(404) },
});

const cancelRun = createRoute({
  method: 'post',
  path: '/runs/{id}/cancel',
  tags,
  summary: 'End a run and what it has under way; one that has ended stays as it is',
  request: byId,
  responses: { 200: jsonResponse(runSummarySchema, 'The run'), ...problemResponses(404) },
});

const retryRun = createRoute({
  method: 'post',
  path: '/runs/{id}/retry',
  tags,
  summary: 'Start a run that computes what failed in this one; what finished is taken over',
  request: byId,
  responses: { 201: jsonResponse(runSummarySchema, 'The run'), ...problemResponses(404, 409, 422) },
});

const resumeRun = createRoute({
  method: 'post',
  path: '/runs/{id}/resume',
  tags,
  summary: 'Go on with a run that was left in the middle; what finished is not done again',
  request: byId,
  responses: { 200: jsonResponse(runSummarySchema, 'The run'), ...problemResponses(404, 409) },
});

const deleteRun = createRoute({
  method: 'delete',
  path: '/runs/{id}',
  tags,
  summary: 'Delete a run that has ended; its results stay in the cache',
  request: byId,
  responses: { 204: { description: 'The run is gone' }, ...problemResponses(404, 409) },
});

interface WaitContext {
  req: { valid(part: 'query'): { wait: number }; raw: Request };
}

/** How long who asks wants to wait, and is there to do so. */
function waitOf({ req }: WaitContext): WaitOptions {
  return { waitMs: req.valid('query').wait * 1_000, signal: req.raw.signal };
}

/** `/api/runs` */
export function runRoutes({ runService }: Pick<Services, 'runService'>): Router {
  return createRouter()
    .openapi(startRun, async (context) => {
      const given = context.req.header('traceparent') ?? '';
      const options = isTraceparent(given) ? { traceparent: given } : {};
      const summary = await runService.start(context.req.valid('json'), options);
      const wait = waitOf(context);
      const result =
        wait.waitMs > 0 ? await runService.result(summary.id, wait) : { ...summary, outputs: {} };
      return context.json(result, 201, { Location: `/api/runs/${summary.id}` });
    })
    .openapi(listRuns, (context) => context.json(runService.list(context.req.valid('query')), 200))
    .openapi(getRun, async (context) => {
      const { snapshot, ...run } = await runService.get(context.req.valid('param').id);
      const state: Record<string, unknown> = { ...snapshot };
      return context.json({ ...run, snapshot: state }, 200);
    })
    .openapi(getResult, async (context) =>
      context.json(await runService.result(context.req.valid('param').id, waitOf(context)), 200),
    )
    .openapi(cancelRun, async (context) =>
      context.json(await runService.cancel(context.req.valid('param').id), 200),
    )
    .openapi(retryRun, async (context) =>
      context.json(await runService.retry(context.req.valid('param').id), 201),
    )
    .openapi(resumeRun, async (context) =>
      context.json(await runService.resume(context.req.valid('param').id, { force: true }), 200),
    )
    .openapi(deleteRun, async (context) => {
      await runService.delete(context.req.valid('param').id);
      return context.body(null, 204);
    });
}
