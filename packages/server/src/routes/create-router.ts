import { OpenAPIHono } from '@hono/zod-openapi';
import type { ZodError } from 'zod';
import { HttpError } from '../errors/http-error.ts';
import type { AppEnvironment } from '../middleware/app-environment.ts';

/** A set of routes. */
export type Router = OpenAPIHono<AppEnvironment>;

const places: Readonly<Record<string, string>> = {
  json: 'body',
  query: 'query',
  param: 'path',
  header: 'headers',
};

const mostProblems = 5;

function invalidRequest(target: string, error: ZodError): HttpError {
  const place = places[target] ?? target;
  const issues = error.issues.map(({ path, message }) => ({
    path: [place, ...path.map(String)].join('.'),
    message,
  }));
  const shown = issues.slice(0, mostProblems).map(({ path, message }) => `${path}: ${message}`);
  return new HttpError(400, {
    code: 'invalid-request',
    message: `The request is not as it should be: ${shown.join('; ')}.`,
    hint: 'GET /api/openapi.json describes every request.',
    details: { problems: issues.slice(0, 100) },
  });
}

/** A router whose requests are checked against their schemas. */
export function createRouter(): Router {
  return new OpenAPIHono<AppEnvironment>({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.target, result.error);
    },
  });
}
