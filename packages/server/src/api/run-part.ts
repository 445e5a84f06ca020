import { z } from '@hono/zod-openapi';

/** Which part of a workflow is computed. */
export const runPartSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.enum(['to', 'from', 'only']),
      nodes: z.array(z.string()).min(1),
    }),
    z.object({ kind: z.literal('failed') }),
  ])
  .openapi('RunPart', {
    description:
      '`to`: the nodes and what they depend on; `from`: the nodes and what depends on them; `only`: the nodes; `failed`: what has no result in the basis',
  });
