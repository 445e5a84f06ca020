import { z } from '@hono/zod-openapi';
import { runPartSchema } from './run-part.ts';
import { documentSchema } from './workflows.ts';

/** What to validate or to plan. */
export const checkSchema = z
  .object({
    workflow: documentSchema,
    inputs: z.record(z.string(), z.unknown()).optional(),
    targets: z.array(z.string()).min(1).optional(),
    part: runPartSchema.optional(),
    basis: z.string().optional(),
    pins: z.record(z.string(), z.string()).optional(),
    fresh: z.boolean().optional(),
  })
  .openapi('Check');

export const issueSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    message: z.string(),
    hint: z.string().optional(),
    nodeId: z.string().optional(),
    nodePath: z.string().optional(),
    port: z.string().optional(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
  })
  .openapi('Issue');

export const validationSchema = z
  .object({ issues: z.array(issueSchema), semanticHash: z.string().optional() })
  .openapi('Validation');

export const planSchema = z
  .object({
    steps: z.int(),
    exact: z.boolean(),
    workMs: z.number(),
    calls: z.array(
      z.object({
        provider: z.string(),
        model: z.string(),
        version: z.string().optional(),
        calls: z.int(),
        exact: z.boolean(),
      }),
    ),
    nodes: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        title: z.string().optional(),
        model: z.string().optional(),
        fanOut: z.string(),
        steps: z.int(),
        exact: z.boolean(),
        cached: z.array(z.object({ step: z.string(), runId: z.string() })),
        given: z.array(z.object({ step: z.string(), runId: z.string() })),
        misses: z.array(z.object({ step: z.string(), miss: z.record(z.string(), z.unknown()) })),
        unknown: z.int(),
        isWorkflow: z.boolean().optional(),
      }),
    ),
  })
  .openapi('Plan');

/** What to validate or to plan. */
export type Check = z.infer<typeof checkSchema>;
/** What a run would do. */
export type Plan = z.infer<typeof planSchema>;
