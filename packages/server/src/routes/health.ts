import { createRoute } from '@hono/zod-openapi';
import { healthSchema } from '../api/health.ts';
import { readVersion } from '../read-version.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonResponse } from './responses.ts';

const getHealth = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Server'],
  summary: 'Whether the server is up; needs no token',
  security: [],
  responses: { 200: jsonResponse(healthSchema, 'The server is up') },
});

/** `/api/health` */
export function healthRoutes(): Router {
  const version = readVersion();
  const startMs = performance.now();
  return createRouter().openapi(getHealth, (context) =>
    context.json(
      { status: 'ok' as const, version, uptimeMs: Math.round(performance.now() - startMs) },
      200,
    ),
  );
}
