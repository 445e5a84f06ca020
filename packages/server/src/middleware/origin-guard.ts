import type { Context, MiddlewareHandler } from 'hono';
import { HttpError } from '../errors/http-error.ts';

function foreignOrigin(origin: string): HttpError {
  return new HttpError(403, {
    code: 'foreign-origin',
    message: `The request comes from another site: ${origin.slice(0, 200)}.`,
    hint: 'Open the editor at the address of this server, or start the server with --public-url and the address that you use.',
  });
}

/** Undefined for what is no origin of a page, such as `null`. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Somebody followed a link or typed an address: what is shown cannot be read by another site. */
function isNavigation(context: Context): boolean {
  return (
    context.req.method === 'GET' &&
    context.req.header('sec-fetch-mode') === 'navigate' &&
    context.req.header('sec-fetch-dest') === 'document'
  );
}

/** Refuses what pages of other sites ask for. Programs that are no browser say nothing of a site. */
export function originGuard(publicUrl: string | undefined): MiddlewareHandler {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (origin !== undefined) {
      const { host } = new URL(context.req.url);
      const isOurs = origin === publicOrigin || hostOf(origin) === host;
      if (!isOurs) throw foreignOrigin(origin);
    } else {
      const site = context.req.header('sec-fetch-site') ?? 'none';
      const isForeign = site === 'cross-site' || site === 'same-site';
      if (isForeign && !isNavigation(context)) throw foreignOrigin(`a page that is ${site}`);
    }
    await next();
  };
}
