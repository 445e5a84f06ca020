import { createRoute } from '@hono/zod-openapi';
import { deleteCookie, setCookie } from 'hono/cookie';
import { openSessionSchema } from '../api/session.ts';
import { sessionCookie, unauthorized, type Access } from '../middleware/access.ts';
import { createRouter, type Router } from './create-router.ts';
import { jsonBody, problemResponses } from './responses.ts';

const longestSessionSeconds = 30 * 24 * 60 * 60;

const openSession = createRoute({
  method: 'post',
  path: '/session',
  tags: ['Server'],
  summary: 'Gives a browser a cookie for the token, since pictures cannot carry a header',
  security: [],
  request: { body: jsonBody(openSessionSchema) },
  responses: { 204: { description: 'The cookie is set' }, ...problemResponses() },
});

const closeSession = createRoute({
  method: 'delete',
  path: '/session',
  tags: ['Server'],
  summary: 'Takes the cookie away',
  security: [],
  responses: { 204: { description: 'The cookie is gone' }, ...problemResponses() },
});

/** `/api/session` */
export function sessionRoutes(access: Access, isSecure: boolean): Router {
  const cookie = { path: '/api', httpOnly: true, sameSite: 'Strict', secure: isSecure } as const;
  return createRouter()
    .openapi(openSession, (context) => {
      if (!access.isToken(context.req.valid('json').token)) {
        throw unauthorized('The token is wrong.');
      }
      if (access.session !== undefined) {
        const maxAge = longestSessionSeconds;
        setCookie(context, sessionCookie, access.session, { ...cookie, maxAge });
      }
      return context.body(null, 204);
    })
    .openapi(closeSession, (context) => {
      deleteCookie(context, sessionCookie, cookie);
      return context.body(null, 204);
    });
}
