import type { z } from '@hono/zod-openapi';
import { problemSchema } from '../api/problem.ts';

const meanings = {
  400: 'The request is not as it should be',
  401: 'A token is missing or wrong',
  403: 'The request comes from another site',
  404: 'There is nothing of this id',
  409: 'Somebody else was faster',
  413: 'The body is too large',
  416: 'There is no such range',
  422: 'The document or its inputs are wrong',
  502: 'A provider answered with an error',
  507: 'The disk is full',
} as const;

type ProblemStatus = keyof typeof meanings;

const content = { 'application/problem+json': { schema: problemSchema } };

/** Describes an answer in JSON. */
export function jsonResponse<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** Describes a request body in JSON, which must be there. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

/**
 * Describes the refusals of a route, each as problem+json. For the document only: routes throw, and
 * `middleware/on-error.ts` answers.
 */
export function problemResponses(...statuses: ProblemStatus[]) {
  const described = [...new Set<ProblemStatus>([400, 401, 403, ...statuses])].toSorted(
    (one, other) => one - other,
  );
  return Object.fromEntries(
    described.map((status) => [status, { description: meanings[status], content }]),
  ) as Record<never, never>;
}
