import { z } from '@hono/zod-openapi';
import { documentSchema } from './workflows.ts';

/** A graph of another program. */
export const importSchema = z
  .object({
    graph: z.record(z.string(), z.unknown()).meta({ description: 'As the other program saves it' }),
    name: z.string().max(200).optional(),
  })
  .openapi('Import');

export const importedSchema = z
  .object({ workflow: documentSchema.meta({ description: 'Not saved yet' }) })
  .openapi('Imported');
