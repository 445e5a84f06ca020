import { z } from '@hono/zod-openapi';

/** A model, in short. */
export const modelSummarySchema = z
  .object({
    provider: z.string(),
    model: z.string().meta({ description: '`owner/name`' }),
    version: z.string(),
    title: z.string(),
    description: z.string().optional(),
    licence: z.string().optional().meta({ description: 'Of the weights' }),
    downloadBytes: z.int().optional().meta({ description: 'Fetched on first use' }),
    metered: z.boolean().meta({ description: 'Whether a prediction costs money' }),
    inputs: z.array(z.string()).meta({ description: 'Types of its inputs, e.g. `image`' }),
    outputs: z.array(z.string()).meta({ description: 'Types of its outputs, e.g. `text[]`' }),
  })
  .openapi('ModelSummary');

export const modelSearchSchema = z.object({
  query: z.string().max(400).optional(),
  provider: z.string().optional(),
});

/** A model, in short. */
export type ModelSummary = z.infer<typeof modelSummarySchema>;
