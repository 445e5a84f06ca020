import { z } from '@hono/zod-openapi';
import { documentSchema } from './workflows.ts';

/** A workflow to start from. */
export const templateSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    nodeCount: z.int(),
    models: z.array(z.string()).meta({ description: '`owner/name` of each model it calls' }),
    metered: z.boolean().meta({ description: 'Whether running it costs money' }),
    hasPicture: z.boolean(),
  })
  .openapi('TemplateSummary');

export const templateSchema = templateSummarySchema
  .extend({
    workflow: documentSchema.meta({ description: 'Its files are artifacts of this server' }),
  })
  .openapi('Template');

/** A workflow to start from, without its document. */
export type TemplateSummary = z.infer<typeof templateSummarySchema>;
/** A workflow to start from. */
export type Template = z.infer<typeof templateSchema>;
