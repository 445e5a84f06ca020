import { z } from '@hono/zod-openapi';

/** A failure as problem+json; members of an error record beside the standard ones. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'A URI of the kind of problem; `about:blank` here' }),
    title: z.string().meta({ description: 'What happened, to what' }),
    status: z.int(),
    code: z.string().meta({ description: 'Stable, kebab-case' }),
    detail: z.string().optional().meta({ description: 'What to do about it' }),
    issues: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .meta({ description: 'Everything that is wrong with a document' }),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('Problem');

/** A failure as problem+json. */
export type Problem = z.infer<typeof problemSchema>;
