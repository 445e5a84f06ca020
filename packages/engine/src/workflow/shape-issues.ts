import type { z } from 'zod';
import type { Issue } from '../errors/issue.ts';
import { nearestName } from './nearest-name.ts';
import { showValue } from './show-value.ts';
import type { ValuePath } from './value-kinds.ts';
import { writePath } from './value-path.ts';

type ShapeProblem = z.core.$ZodIssue;

const expectations: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function expectationOf(problem: ShapeProblem): string {
  switch (problem.code) {
    case 'invalid_type':
      return `must be ${expectations[problem.expected] ?? problem.expected}`;
    case 'invalid_value':
      return `must be ${problem.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return problem.origin === 'string'
        ? 'must not be empty'
        : `must be at least ${problem.minimum}`;
    case 'too_big':
      return `must be at most ${problem.maximum}`;
    case 'invalid_union':
      return 'must be a text or a number';
    default:
      return problem.message;
  }
}

function find(document: unknown, path: ValuePath): unknown {
  let value = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** A text where an object was meant: what the short form probably stands for. */
function shortFormHint(path: ValuePath, received: unknown): string | undefined {
  if (typeof received !== 'string' || path.length !== 2) return undefined;
  const shown = JSON.stringify(received);
  const [section] = path;
  if (section === 'inputs') return `Write { "type": ${shown} }.`;
  if (section === 'outputs') return `Write { "$from": ${shown} }.`;
  return section === 'nodes' ? `Write { "type": ${shown} }.` : undefined;
}

/** The member that was probably meant to be the missing one. */
function mistypedName(document: unknown, path: ValuePath): string | undefined {
  const holder = find(document, path.slice(0, -1));
  const siblings = typeof holder === 'object' && holder !== null ? Object.keys(holder) : [];
  return nearestName(String(path.at(-1)), siblings);
}

function hintFor(document: unknown, problem: ShapeProblem): string | undefined {
  const path = problem.path as ValuePath;
  const received = find(document, path);
  if (received === undefined) {
    const mistyped = mistypedName(document, path);
    return mistyped === undefined
      ? `Add "${String(path.at(-1))}".`
      : `Did you mean it by "${mistyped}"? Rename that to "${String(path.at(-1))}".`;
  }
  if (problem.code === 'invalid_value' && typeof received === 'string') {
    const nearest = nearestName(received, problem.values.map(String));
    return nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
  }
  return problem.code === 'invalid_type' ? shortFormHint(path, received) : undefined;
}

/** Says in one issue what one complaint of the schema means. */
export function toShapeIssue(document: unknown, problem: ShapeProblem): Issue {
  const path = problem.path as ValuePath;
  const received = find(document, path);
  const place = writePath(path);
  const hint = hintFor(document, problem);
  return {
    code: 'invalid-document',
    severity: 'error',
    message:
      received === undefined
        ? `${place} is missing; it ${expectationOf(problem)}.`
        : `${place} ${expectationOf(problem)}, but is ${showValue(received)}.`,
    ...(hint !== undefined && { hint }),
    path,
    ...(path[0] === 'nodes' && path.length > 1 && { nodeId: String(path[1]) }),
    ...(path[2] === 'input' && path.length > 3 && { port: String(path[3]) }),
  };
}
