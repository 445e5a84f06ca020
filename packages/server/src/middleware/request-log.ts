import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { AppEnvironment } from './app-environment.ts';

/** Notes each request: what was asked and how it ended; never bodies, headers or query strings. */
export function requestLog(logger: Logger): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const startMs = performance.now();
    await next();
    logger.info(
      {
        requestId: context.get('requestId'),
        method: context.req.method,
        path: context.req.path,
        status: context.res.status,
        durationMs: Math.round(performance.now() - startMs),
      },
      'request',
    );
  };
}
