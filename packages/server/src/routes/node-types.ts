import { createRoute, z } from '@hono/zod-openapi';
import type { Services } from '../services.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonResponse, problemResponses } from './responses.ts';

const listNodeTypes = createRoute({
  method: 'get',
  path: '/node-types',
  tags: ['Node types'],
  summary: 'Every node type, as validation, planning and the editor need it',
  responses: {
    200: jsonResponse(
      z.object({
        nodeTypes: z.array(
          z.record(z.string(), z.unknown()).openapi('NodeType', {
            description: 'Words for people, ports, and the JSON schemas of input and output',
          }),
        ),
      }),
      'The node types, in the order in which people see them',
    ),
    ...problemResponses(),
  },
});

/** `/api/node-types` */
export function nodeTypeRoutes({ library }: Pick<Services, 'library'>): Router {
  const nodeTypes = library.catalog
    .all()
    .map((descriptor): Record<string, unknown> => ({ ...descriptor }));
  return createRouter().openapi(listNodeTypes, (context) => context.json({ nodeTypes }, 200));
}
