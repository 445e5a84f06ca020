import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { EngineError, type Issue } from '@catena/engine';
import type { Problem } from '../api/problem.ts';
import { HttpError } from '../errors/http-error.ts';
import type { AppEnvironment } from './app-environment.ts';

/** What failures of the engine mean to who asked; 500 where nothing is said. */
const statusByCode: Readonly<Record<string, number>> = {
  'artifact-not-found': 404,
  'basis-not-found': 404,
  'corrupt-image': 422,
  'engine-closed': 503,
  'image-too-large': 422,
  'invalid-inputs': 422,
  'not-comfyui': 422,
  'not-permitted': 422,
  'invalid-model-reference': 422,
  'invalid-workflow': 422,
  'invalid-value': 422,
  'missing-basis': 422,
  'missing-basis-result': 422,
  'missing-file': 422,
  'missing-model': 422,
  'missing-secret': 422,
  'model-not-found': 404,
  'path-outside-folder': 422,
  'prediction-not-found': 502,
  'provider-error': 502,
  'provider-redirects': 502,
  'provider-unavailable': 502,
  'run-ended': 409,
  'run-not-found': 404,
  'run-owned': 409,
  'run-stuck': 409,
  'run-taken-over': 409,
  'secret-in-file': 422,
  'storage-full': 507,
  'too-deep': 422,
  'too-many-steps': 422,
  'token-missing': 422,
  'token-refused': 422,
  'unknown-model': 422,
  'unknown-node': 422,
  'unknown-node-type': 422,
  'unknown-provider': 422,
  'unknown-target': 422,
  'version-not-available': 404,
  'weights-download-failed': 502,
};

function statusOf(error: EngineError): number {
  return error instanceof HttpError ? error.status : (statusByCode[error.code] ?? 500);
}

function titleOf(error: EngineError, issues: readonly Issue[] | undefined): string {
  if (!issues) return error.message;
  const count = issues.filter(({ severity }) => severity === 'error').length;
  return `The workflow has ${count} ${count === 1 ? 'problem' : 'problems'}.`;
}

function toProblem(error: EngineError): Problem {
  const { issues, ...details } = error.details ?? {};
  const list = error.code === 'invalid-workflow' && Array.isArray(issues) ? issues : undefined;
  return {
    type: 'about:blank',
    title: titleOf(error, list as Issue[] | undefined),
    status: statusOf(error),
    code: error.code,
    ...(error.hint !== undefined && !list && { detail: error.hint }),
    ...(list && { issues: list as Record<string, unknown>[] }),
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/** What the framework refuses by itself. */
function fromFramework({ status }: HTTPException): EngineError {
  return status === 415
    ? new HttpError(415, {
        code: 'unsupported-media-type',
        message: 'The body of the request is of a type that is not expected here.',
        hint: 'GET /api/openapi.json describes every request.',
      })
    : new HttpError(status, {
        code: 'invalid-request',
        message: 'The body of the request is missing or cannot be read.',
        hint: 'GET /api/openapi.json describes every request.',
      });
}

const fault: Problem = {
  type: 'about:blank',
  title: 'The server made a mistake.',
  status: 500,
  code: 'internal-error',
  detail: 'What happened is in the log of the server, beside the id of the request.',
};

/** The one place where an error becomes a response. */
export function onError(logger: Logger): ErrorHandler<AppEnvironment> {
  return (thrown, context) => {
    const error = thrown instanceof HTTPException ? fromFramework(thrown) : thrown;
    const problem = EngineError.isInstance(error) ? toProblem(error) : fault;
    const requestId = context.get('requestId');
    if (problem.status >= 500) logger.error({ requestId, error }, problem.title);
    const headers = error instanceof HttpError ? error.headers : {};
    return new Response(JSON.stringify(problem), {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
  };
}
