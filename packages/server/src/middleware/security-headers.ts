import type { MiddlewareHandler } from 'hono';

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** What answers may do that are no page. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** What the pages of this server may do: everything they need comes from this server. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // The component library and the canvas set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Tells browsers to be careful with every answer; a route may have said more already. */
export function securityHeaders(policy: string): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    for (const [name, value] of Object.entries(always)) headers.set(name, value);
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy);
  };
}

/** Answers of the API are as of now; a route may have said otherwise already. */
export function notCached(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) {
      context.res.headers.set('cache-control', 'no-store');
    }
  };
}
