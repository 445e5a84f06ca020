import { HttpError } from '../../errors/http-error.ts';

/** A body of Replicate's problem+json, in its order of members. */
export interface ReplicateProblem {
  title?: string;
  detail: string;
  status: number;
  /** Seconds. */
  retry_after?: number;
  invalid_fields?: readonly InvalidField[];
}

/** One thing that is wrong with a request, in the words of gojsonschema. */
export interface InvalidField {
  type: string;
  /** The place, e.g. `input.seed`; empty for the body itself. */
  field: string;
  description: string;
}

/** A refusal whose body is Replicate's to the byte. */
export class ReplicateError extends HttpError {
  readonly problem: ReplicateProblem;

  constructor(problem: ReplicateProblem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.status, { code: 'replicate-problem', message: problem.detail, headers });
    this.problem = problem;
  }
}

export function unauthenticated(): ReplicateError {
  return new ReplicateError({
    title: 'Unauthenticated',
    detail: 'You did not pass a valid authentication token',
    status: 401,
  });
}

export function resourceNotFound(): ReplicateError {
  return new ReplicateError({
    detail: 'The requested resource could not be found.',
    status: 404,
  });
}

export function invalidVersion(): ReplicateError {
  return new ReplicateError({
    title: 'Invalid version or not permitted',
    detail:
      "The specified version does not exist (or perhaps you don't have permission to use it?)",
    status: 422,
  });
}

function lineOf({ field, description }: InvalidField): string {
  return field === '' ? `- ${description}\n` : `- ${field}: ${description}\n`;
}

export function inputInvalid(fields: readonly InvalidField[]): ReplicateError {
  return new ReplicateError({
    detail: fields.map(lineOf).join(''),
    status: 422,
    title: 'Input validation failed',
    invalid_fields: fields,
  });
}

/** @param retryAfterSeconds - A whole number, but for a test clock that runs faster. */
export function throttled(
  retryAfterSeconds: number,
  headers: Readonly<Record<string, string>> = {},
): ReplicateError {
  const whole = Math.ceil(retryAfterSeconds);
  return new ReplicateError(
    {
      detail: `Request was throttled. Your rate limit resets in ~${whole}s.`,
      status: 429,
      retry_after: retryAfterSeconds,
    },
    { ...headers, 'retry-after': String(whole) },
  );
}
