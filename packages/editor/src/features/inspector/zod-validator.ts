import type {
  ErrorSchema,
  RJSFSchema,
  RJSFValidationError,
  ValidationData,
  ValidatorType,
} from '@rjsf/utils';
import { z } from 'zod';

type Checker = z.ZodType | undefined;

const checkers = new WeakMap<object, { checker: Checker }>();

/** The checker of a schema; undefined where the schema says more than can be read. */
function checkerOf(schema: RJSFSchema): Checker {
  const known = checkers.get(schema);
  if (known) return known.checker;
  let checker: Checker;
  try {
    checker = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    checker = undefined;
  }
  checkers.set(schema, { checker });
  return checker;
}

function dig(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null
        ? (found as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

/** What is wrong, in our words where they are better than the validator's. */
function describeIssue(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === 'invalid_type') {
    return found === undefined ? 'Needs a value.' : `Must be of type ${issue.expected}.`;
  }
  if (issue.code === 'too_small') return `Must be at least ${issue.minimum}.`;
  if (issue.code === 'too_big') return `Must be at most ${issue.maximum}.`;
  return issue.message;
}

function toErrors(schema: RJSFSchema, value: unknown): RJSFValidationError[] {
  const checked = checkerOf(schema)?.safeParse(value);
  if (!checked || checked.success) return [];
  return checked.error.issues.map((issue) => {
    const { path } = issue;
    const message = describeIssue(issue, dig(value, path));
    return { property: path.length > 0 ? `.${path.join('.')}` : '', message, stack: message };
  });
}

function toErrorSchema(errors: readonly RJSFValidationError[]): ErrorSchema {
  const root: Record<string, unknown> = {};
  for (const { property = '', message = '' } of errors) {
    let place = root;
    for (const part of property.split('.').filter((name) => name !== '')) {
      place = (place[part] ??= {}) as Record<string, unknown>;
    }
    place['__errors'] = [...((place['__errors'] as string[] | undefined) ?? []), message];
  }
  return root as ErrorSchema;
}

/**
 * Checks the values of a form by its schema. It makes no code at run time, as the usual validators
 * do, which the page's content security policy forbids.
 */
export const zodValidator: ValidatorType = {
  validateFormData(value: unknown, schema: RJSFSchema): ValidationData<unknown> {
    const errors = toErrors(schema, value);
    return { errors, errorSchema: toErrorSchema(errors) };
  },
  isValid: (schema: RJSFSchema, value: unknown) => toErrors(schema, value).length === 0,
  rawValidation: <Result>(schema: RJSFSchema, value: unknown) => ({
    errors: toErrors(schema, value) as Result[],
  }),
};
