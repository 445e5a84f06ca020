import { z } from '@hono/zod-openapi';
import type { RunSnapshot } from '@catena/engine';
import { runPartSchema } from './run-part.ts';
import { documentSchema } from './workflows.ts';

export const runStatuses = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'canceled',
] as const;

/** What to run: a saved workflow by id, or a document; of both the document is run and the id is noted. */
export const startRunSchema = z
  .object({
    workflowId: z.string().optional(),
    workflow: documentSchema.optional(),
    inputs: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'Values by name of the input; files as artifact references' }),
    targets: z
      .array(z.string())
      .min(1)
      .optional()
      .meta({ description: 'Run only these nodes and what they depend on' }),
    part: runPartSchema.optional(),
    basis: z
      .string()
      .optional()
      .meta({ description: 'The run whose results are taken for what is not computed' }),
    pins: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Nodes that keep their results, with the run that these are of' }),
    fresh: z.boolean().optional().meta({ description: 'Compute again what is in the cache' }),
    failFast: z.boolean().optional(),
    dry: z.boolean().optional().meta({ description: 'Sample outputs, no calls' }),
  })
  .openapi('StartRun');

/** An artifact as it travels in values. */
export const artifactSchema = z
  .object({
    $artifact: z.string().meta({ description: 'SHA-256 of the content, lowercase hex' }),
    mediaType: z.string(),
    sizeBytes: z.int().min(0),
    width: z.int().optional(),
    height: z.int().optional(),
    durationMs: z.number().optional(),
  })
  .openapi('Artifact');

export const runSummarySchema = z
  .object({
    id: z.string(),
    workflowId: z.string().optional(),
    workflowName: z.string(),
    workflowHash: z.string(),
    status: z.enum(runStatuses),
    targets: z.array(z.string()).optional(),
    part: runPartSchema.optional(),
    basis: z.string().optional().meta({ description: 'The run that it started from' }),
    dry: z.boolean().optional(),
    predictionId: z
      .string()
      .optional()
      .meta({ description: 'The prediction under /v1 that it was made for' }),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
    steps: z
      .object({
        total: z.int(),
        succeeded: z.int(),
        cached: z.int(),
        failed: z.int(),
        skipped: z.int(),
        canceled: z.int(),
      })
      .meta({ description: 'Counts of steps so far, by how they ended; `total` are those known' }),
    thumbnails: z
      .array(artifactSchema)
      .meta({ description: 'Up to four results that can be shown' }),
    error: z
      .object({ code: z.string(), message: z.string(), nodeId: z.string().optional() })
      .optional()
      .meta({ description: 'The first failure' }),
  })
  .openapi('RunSummary');

/** Longest time that an answer can be held back for the end of a run, in seconds. */
export const longestWaitSeconds = 120;

export const waitSchema = z.object({
  wait: z.coerce.number().int().min(0).max(longestWaitSeconds).default(0).meta({
    description:
      'Longest time to wait for the end of the run, in seconds; the answer then has its outputs',
  }),
});

export const runResultSchema = runSummarySchema
  .extend({
    outputs: z.record(z.string(), z.unknown()).meta({
      description: 'By name, as far as they are there; files as artifacts',
    }),
  })
  .openapi('RunResult');

export const runRecordSchema = runSummarySchema
  .extend({
    workflow: documentSchema.meta({ description: 'The workflow as it was run' }),
    inputs: z.record(z.string(), z.unknown()),
    snapshot: z.record(z.string(), z.unknown()).meta({ description: 'State, step by step' }),
  })
  .openapi('Run');

export const runFilterSchema = z.object({
  workflowId: z.string().optional(),
  status: z.enum(runStatuses).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

/** What to run, and how. */
export type StartRun = z.infer<typeof startRunSchema>;
/** A run, in short. */
export type RunSummary = z.infer<typeof runSummarySchema>;
/** A run, in short, with what came of it so far. */
export type RunResult = z.infer<typeof runResultSchema>;
/** A run with what it ran and how far it is. */
export type RunRecord = Omit<z.infer<typeof runRecordSchema>, 'snapshot'> & {
  snapshot: RunSnapshot;
};
/** Which runs to list; all of them where nothing is said. */
export type RunFilter = z.input<typeof runFilterSchema>;
