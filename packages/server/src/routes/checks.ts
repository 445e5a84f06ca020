import { createRoute } from '@hono/zod-openapi';
import {
  InvalidWorkflowError,
  parseWorkflow,
  pruneWorkflow,
  semanticHash,
  type Issue,
  type RunPlan,
} from '@catena/engine';
import { checkSchema, planSchema, validationSchema, type Plan } from '../api/checks.ts';
import { noFolder } from '../runs/no-folder.ts';
import { partOf } from '../runs/part-of.ts';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, jsonResponse, problemResponses } from './responses.ts';

const tags = ['Workflows'];

const validate = createRoute({
  method: 'post',
  path: '/validate',
  tags,
  summary: 'Find everything that is wrong with a workflow; a document with problems is no error',
  request: { body: jsonBody(checkSchema) },
  responses: { 200: jsonResponse(validationSchema, 'What was found'), ...problemResponses(422) },
});

const plan = createRoute({
  method: 'post',
  path: '/plan',
  tags,
  summary: 'What a run would do: steps, calls, what comes from the cache and why',
  request: { body: jsonBody(checkSchema) },
  responses: { 200: jsonResponse(planSchema, 'The plan'), ...problemResponses(422) },
});

function toIssue({ path, ...issue }: Issue) {
  return { ...issue, ...(path && { path: [...path] }) };
}

/** Parser and validation may find the same. */
function withoutRepeats(issues: readonly Issue[]) {
  const distinct = new Map(issues.map((issue) => [JSON.stringify(issue), issue]));
  return [...distinct.values()].map(toIssue);
}

function toPlan({ steps, exact, workMs, calls, nodes }: RunPlan): Plan {
  return {
    steps,
    exact,
    workMs,
    calls,
    nodes: nodes.map((node) => ({
      ...node,
      misses: node.misses.map(({ step, miss }) => ({ step, miss: { ...miss } })),
    })),
  };
}

/** `/api/validate` and `/api/plan` */
export function checkRoutes({ engine }: Pick<Services, 'engine'>): Router {
  return createRouter()
    .openapi(validate, async (context) => {
      const { workflow: document, targets } = context.req.valid('json');
      const { workflow, issues } = parseWorkflow(document);
      if (!workflow) return context.json({ issues: issues.map(toIssue) }, 200);
      const checked = targets ? pruneWorkflow(workflow, targets) : workflow;
      const found = await engine.validate(checked, { folder: noFolder });
      return context.json(
        { issues: withoutRepeats([...found, ...issues]), semanticHash: semanticHash(workflow) },
        200,
      );
    })
    .openapi(plan, async (context) => {
      const request = context.req.valid('json');
      const { workflow, issues } = parseWorkflow(request.workflow);
      if (!workflow) throw new InvalidWorkflowError(issues);
      const found = await engine.plan(workflow, {
        ...partOf(request),
        inputs: request.inputs ?? {},
        folder: noFolder,
        fresh: request.fresh ?? false,
      });
      return context.json(toPlan(found), 200);
    });
}
