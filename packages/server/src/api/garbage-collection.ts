import { z } from '@hono/zod-openapi';

export const garbageRequestSchema = z
  .object({
    dryRun: z.boolean().optional().meta({ description: 'Only say what would be freed' }),
    graceMs: z.int().min(0).optional().meta({
      description: 'Time after its last use in which a file stays, in milliseconds; a day',
    }),
  })
  .openapi('GarbageRequest');

export const garbageReportSchema = z
  .object({
    dryRun: z.boolean(),
    freedFiles: z.int(),
    freedBytes: z.int(),
    keptFiles: z.int(),
  })
  .openapi('GarbageReport');
