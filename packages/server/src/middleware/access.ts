import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { HttpError } from '../errors/http-error.ts';

/** The cookie of browsers, which cannot send a header for pictures. */
export const sessionCookie = 'catena_session';

/** Compares in a time that does not tell how much is right. */
function isEqual(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** Who may use the server: whoever knows its token; everybody where there is none. */
export class Access {
  readonly #token: string | undefined;
  readonly #session: string | undefined;

  constructor(token: string | undefined) {
    this.#token = token;
    // Not the token itself: cookies reach other servers on other ports of the same host.
    this.#session =
      token === undefined
        ? undefined
        : createHmac('sha256', token).update('catena session').digest('base64url');
  }

  /** What the cookie of a browser that knows the token holds; undefined where no token is needed. */
  get session(): string | undefined {
    return this.#session;
  }

  /** Whether this is the token. */
  isToken(given: string): boolean {
    return this.#token === undefined || isEqual(given, this.#token);
  }

  /** Whether a request carries the token or a cookie made with it. */
  allows(context: Context): boolean {
    if (this.#session === undefined) return true;
    const [, bearer] =
      /^(?:Bearer|Token) +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
    if (bearer !== undefined) return this.isToken(bearer);
    const cookie = getCookie(context, sessionCookie);
    return cookie !== undefined && isEqual(cookie, this.#session);
  }
}

/** The error of a token that is missing or wrong. */
export function unauthorized(message: string): HttpError {
  return new HttpError(401, {
    code: 'unauthorized',
    message,
    hint: 'Send the token that the server was started with: Authorization: Bearer TOKEN.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

/** Refuses requests without the token, but for paths that need none. */
export function requireAccess(access: Access, open: ReadonlySet<string>): MiddlewareHandler {
  return async (context, next) => {
    if (!open.has(context.req.path) && !access.allows(context)) {
      const given = context.req.header('authorization') !== undefined;
      throw unauthorized(given ? 'The token is wrong.' : 'The server asks for a token.');
    }
    await next();
  };
}
