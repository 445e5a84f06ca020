import type { MiddlewareHandler } from 'hono';
import type { Access } from '../../middleware/access.ts';
import { unauthenticated } from '../errors/replicate-error.ts';

/** The address itself lets in: a token or a signature stands in it. */
const openPath = /^\/v1\/(streams\/|delivery\/|files\/[^/]+\/download$)/;

/** Refuses requests without the token of this server, where it has one; Replicate's older scheme `Token` counts too. */
export function requireToken(access: Access): MiddlewareHandler {
  return async (context, next) => {
    if (!openPath.test(context.req.path) && !access.allows(context)) throw unauthenticated();
    await next();
  };
}
