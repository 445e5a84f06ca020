import { z } from '@hono/zod-openapi';

export const workflowReferenceSchema = z
  .object({
    workflow: z.record(z.string(), z.unknown()).meta({ description: 'The document' }),
    hash: z.string().meta({ description: 'Its semantic hash' }),
    workflowId: z.string().optional().meta({
      description: 'The saved workflow that it is, or was published from',
    }),
  })
  .openapi('ResolvedWorkflow');

/** A workflow that a node runs. */
export type ResolvedWorkflow = z.infer<typeof workflowReferenceSchema>;
