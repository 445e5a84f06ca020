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

const mostShown = 5;
const mostProblems = 100;

/** What the checker says, to follow the name of a place. */
function inWords(message: string): string {
  if (message.endsWith('received undefined')) return 'is missing';
  return message.replace(/^Invalid input: /, 'is wrong: ').replace(/^(?!is )/, 'is wrong: ');
}

function invalidRequest(target: string, error: ZodError): HttpError {
  const place = places[target] ?? target;
  const problems = error.issues.map(({ path, message }) => ({
    path: [place, ...path.map(String)].join('.'),
    message: inWords(message),
  }));
  const shown = problems.slice(0, mostShown).map(({ path, message }) => `${path} ${message}`);
  return new HttpError(400, {
    code: 'invalid-request',
    message: `The request is not as it should be: ${shown.join('; ')}.`,
    hint: 'GET /api/openapi.json describes every request.',
    details: { problems: problems.slice(0, mostProblems) },
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
