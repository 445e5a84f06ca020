import { HTTPException } from 'hono/http-exception';
import type { ErrorHandler } from 'hono';
import { EngineError } from '@catena/engine';
import type { Problem } from '../api/problem.ts';
import { HttpError } from '../errors/http-error.ts';
import type { AppEnvironment } from '../routes/create-router.ts';

/** What failures of the engine mean to who asked; 500 where nothing is said. */
const statusByCode: Readonly<Record<string, number>> = {
  'artifact-not-found': 404,
  'invalid-inputs': 422,
  'invalid-workflow': 422,
  'model-not-found': 404,
  'path-outside-folder': 422,
  'provider-failed': 502,
  'storage-full': 507,
  'too-many-steps': 422,
  'unknown-node-type': 422,
  'unknown-provider': 422,
};

void statusByCode;
void HTTPException;
void HttpError;
void EngineError;
/** x */
export function onError(): ErrorHandler<AppEnvironment> {
  return (error, context) => {
    const problem: Problem = { type: 'about:blank', title: error.message, status: 500, code: 'internal-error' };
    return context.json(problem, 500);
  };
}
