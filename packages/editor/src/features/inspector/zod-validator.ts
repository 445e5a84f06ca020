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

function toErrors(schema: RJSFSchema, value: unknown): RJSFValidationError[] {
  const checked = checkerOf(schema)?.safeParse(value);
  if (!checked || checked.success) return [];
  return checked.error.issues.map(({ path, message }) => ({
    property: path.length > 0 ? `.${path.join('.')}` : '',
    message,
    stack: message,
  }));
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
