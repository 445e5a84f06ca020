import type { MiddlewareHandler } from 'hono';
import { systemIds } from '@catena/engine';
import type { AppEnvironment } from './app-environment.ts';

/** Names each request, for the log and for who asks about it. */
export function requestId(): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const id = systemIds.next();
    context.set('requestId', id);
    await next();
    context.res.headers.set('x-request-id', id);
  };
}
