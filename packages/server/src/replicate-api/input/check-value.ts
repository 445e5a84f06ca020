/**
 * Checks a value against a schema of a model, and says what is wrong as gojsonschema does: same words,
 * same order, and nothing about the inside of what is of the wrong type. Enums that are referred to by
 * `allOf` count as if they stood in place.
 */
import type { JsonSchema } from '@catena/engine';
import type { InvalidField } from '../errors/replicate-error.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Where a value is: below which field of the request, and by which names below that. */
export interface Place {
  /** The field that the whole value is; empty for the request itself. */
  base: string;
  /** Names and indexes below it. */
  path: readonly string[];
}

interface Check {
  place: Place;
  value: unknown;
  schema: JsonSchema;
  schemas: Schemas;
}

function issue({ place }: Check, type: string, description: string): InvalidField {
  return { type, field: [place.base, ...place.path].filter(Boolean).join('.'), description };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function referred(reference: unknown, schemas: Schemas): JsonSchema {
  return schemas[String(reference).split('/').at(-1) ?? ''] ?? {};
}

/** A schema with what it refers to in place. */
export function inPlace(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const { $ref, allOf, ...own } = schema;
  const parts = (Array.isArray(allOf) ? allOf : []) as JsonSchema[];
  const references = [$ref === undefined ? {} : { $ref }, ...parts];
  const inner = references.map((part) =>
    '$ref' in part ? inPlace(referred(part['$ref'], schemas), schemas) : part,
  );
  return Object.assign({}, ...inner, own) as JsonSchema;
}

function checkType(check: Check): InvalidField[] {
  const { type } = check.schema;
  if (type === undefined) return [];
  const expected = (Array.isArray(type) ? type : [type]).map(String);
  const given = typeOf(check.value);
  const isRight = expected.includes(given) || (given === 'integer' && expected.includes('number'));
  if (isRight) return [];
  const names = expected.length === 1 ? expected[0] : `[${expected.join(',')}]`;
  return [issue(check, 'invalid_type', `Invalid type. Expected: ${names}, given: ${given}`)];
}

function checkEnum(check: Check): InvalidField[] {
  const allowed = check.schema['enum'];
  if (!Array.isArray(allowed) || allowed.includes(check.value)) return [];
  const list = allowed.map((value) => JSON.stringify(value)).join(', ');
  const name = check.place.path.join('.');
  return [issue(check, 'enum', `${name} must be one of the following: ${list}`)];
}

/** As Go reads an address: it has a scheme, and no backslash. */
function isUri(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && !/[\\\u0000-\u001f\u007f]/.test(text);
}

function checkText(check: Check, text: string): InvalidField[] {
  const { format, minLength, maxLength, pattern } = check.schema;
  const length = Array.from(text).length;
  const issues: InvalidField[] = [];
  if (format === 'uri' && !isUri(text)) {
    issues.push(issue(check, 'format', "Does not match format 'uri'"));
  }
  if (typeof minLength === 'number' && length < minLength) {
    const least = `String length must be greater than or equal to ${minLength}`;
    issues.push(issue(check, 'string_gte', least));
  }
  if (typeof maxLength === 'number' && length > maxLength) {
    const most = `String length must be less than or equal to ${maxLength}`;
    issues.push(issue(check, 'string_lte', most));
  }
  if (typeof pattern === 'string' && !matches(text, pattern)) {
    issues.push(issue(check, 'pattern', `Does not match pattern '${pattern}'`));
  }
  return issues;
}

/** What is no pattern here forbids nothing. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function checkNumber(check: Check, value: number): InvalidField[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = check.schema;
  const issues: InvalidField[] = [];
  const say = (type: string, text: string) => issues.push(issue(check, type, text));
  if (typeof multipleOf === 'number' && value % multipleOf !== 0) {
    say('multiple_of', `Must be a multiple of ${multipleOf}`);
  }
  if (typeof maximum === 'number' && value > maximum) {
    say('number_lte', `Must be less than or equal to ${maximum}`);
  }
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
    say('number_lt', `Must be less than ${exclusiveMaximum}`);
  }
  if (typeof minimum === 'number' && value < minimum) {
    say('number_gte', `Must be greater than or equal to ${minimum}`);
  }
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
    say('number_gt', `Must be greater than ${exclusiveMinimum}`);
  }
  return issues;
}

function below({ place: { base, path } }: Check, name: string): Place {
  return { base, path: [...path, name] };
}

function checkList(check: Check, values: readonly unknown[]): InvalidField[] {
  const { items, minItems, maxItems } = check.schema;
  const issues: InvalidField[] = [];
  if (typeof minItems === 'number' && values.length < minItems) {
    issues.push(issue(check, 'array_min_items', `Array must have at least ${minItems} items`));
  }
  if (typeof maxItems === 'number' && values.length > maxItems) {
    issues.push(issue(check, 'array_max_items', `Array must have at most ${maxItems} items`));
  }
  if (typeof items !== 'object' || items === null) return issues;
  const inner = values.flatMap((value, index) =>
    checkValue({
      ...check,
      place: below(check, String(index)),
      value,
      schema: items as JsonSchema,
    }),
  );
  return [...inner, ...issues];
}

function inOrder(properties: Readonly<Record<string, JsonSchema>>): [string, JsonSchema][] {
  const orderOf = ([, schema]: [string, JsonSchema]) => Number(schema['x-order'] ?? Infinity);
  return Object.entries(properties).toSorted((one, other) => {
    const [left, right] = [orderOf(one), orderOf(other)];
    return left === right ? 0 : left - right;
  });
}

function checkObject(check: Check, value: Readonly<Record<string, unknown>>): InvalidField[] {
  const { required, properties = {}, additionalProperties } = check.schema;
  const known = properties as Record<string, JsonSchema>;
  const missing = ((required ?? []) as string[]).filter((name) => !Object.hasOwn(value, name));
  const unknown =
    additionalProperties === false
      ? Object.keys(value).filter((name) => !Object.hasOwn(known, name))
      : [];
  return [
    ...missing.map((name) => issue(check, 'required', `${name} is required`)),
    ...unknown.map((name) =>
      issue(check, 'additional_property_not_allowed', `Additional property ${name} is not allowed`),
    ),
    ...inOrder(known)
      .filter(([name]) => Object.hasOwn(value, name))
      .flatMap(([name, schema]) =>
        checkValue({ ...check, place: below(check, name), value: value[name], schema }),
      ),
  ];
}

function checkAlternatives(check: Check): InvalidField[] {
  const { anyOf } = check.schema;
  if (!Array.isArray(anyOf)) return [];
  const fits = (anyOf as JsonSchema[]).some(
    (schema) => checkValue({ ...check, schema }).length === 0,
  );
  const text = 'Must validate at least one schema (anyOf)';
  return fits ? [] : [issue(check, 'number_any_of', text)];
}

/** Everything that is wrong with a value, in the order in which gojsonschema finds it. */
export function checkValue(given: Check): InvalidField[] {
  const check = { ...given, schema: inPlace(given.schema, given.schemas) };
  const { value } = check;
  const wrongType = checkType(check);
  if (wrongType.length > 0) return wrongType;
  const issues = [...checkAlternatives(check)];
  if (Array.isArray(value)) issues.push(...checkList(check, value));
  if (typeof value === 'number') issues.push(...checkNumber(check, value));
  issues.push(...checkEnum(check));
  const text = textOf(value);
  if (text !== undefined) issues.push(...checkText(check, text));
  if (typeOf(value) === 'object') {
    issues.push(...checkObject(check, value as Record<string, unknown>));
  }
  return issues;
}
