import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { EngineError } from '@catena/engine';
import { HttpError } from '../../errors/http-error.ts';
import type { AppEnvironment } from '../../middleware/app-environment.ts';
import { ReplicateError, type ReplicateProblem } from './replicate-error.ts';

const fault: ReplicateProblem = {
  title: 'Internal server error',
  detail: 'The server made a mistake. What happened is in its log, beside the id of the request.',
  status: 500,
};

/** What failures of the engine mean to who asked; 500 where nothing is said. */
const statusByCode: Readonly<Record<string, number>> = {
  'artifact-not-found': 404,
  'engine-closed': 503,
  'storage-full': 507,
};

function toProblem(error: unknown): ReplicateProblem {
  if (error instanceof ReplicateError) return error.problem;
  if (error instanceof HTTPException) {
    return { detail: error.message || 'The request cannot be read.', status: error.status };
  }
  if (!EngineError.isInstance(error)) return fault;
  const status = error instanceof HttpError ? error.status : statusByCode[error.code];
  if (status === undefined) return fault;
  const detail = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  return { detail, status };
}

/** Turns every failure under `/v1` into a problem as Replicate's: a line of JSON. */
export function onReplicateError(logger: Logger): ErrorHandler<AppEnvironment> {
  return (error, context) => {
    const problem = toProblem(error);
    if (problem.status >= 500) {
      logger.error({ requestId: context.get('requestId'), error }, problem.detail);
    }
    return new Response(`${JSON.stringify(problem)}\n`, {
      status: problem.status,
      headers: {
        'content-type': 'application/problem+json',
        ...(error instanceof HttpError ? error.headers : {}),
      },
    });
  };
}
