import type { JsonSchema } from '@catena/engine';
import { inputInvalid } from '../errors/replicate-error.ts';
import { schemasOf } from '../../cog/cog-document.ts';
import { checkValue, inPlace } from './check-value.ts';

/** An input that fits the model. */
export interface CheckedInput {
  /** What the model knows, and nothing else: unknown members are dropped, as Replicate does. */
  input: Record<string, unknown>;
  /** The same as it may be shown: secrets are not. */
  shown: Record<string, unknown>;
  /** Names of members that are files or lists of files. */
  files: readonly string[];
}

const redacted = '[REDACTED]';

function isFile(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): boolean {
  const { format, items, anyOf } = inPlace(schema, schemas);
  if (format === 'uri') return true;
  if (typeof items === 'object' && items !== null) return isFile(items as JsonSchema, schemas);
  return Array.isArray(anyOf) && (anyOf as JsonSchema[]).some((one) => isFile(one, schemas));
}

function isSecret(schema: JsonSchema): boolean {
  return schema['x-cog-secret'] === true || schema['format'] === 'password';
}

/**
 * Checks an input against what a model asks for.
 *
 * @throws ReplicateError 422 with every violation.
 */
export function checkInput(
  input: Readonly<Record<string, unknown>>,
  openapiSchema: JsonSchema,
): CheckedInput {
  const schemas = schemasOf(openapiSchema);
  const schema = inPlace(schemas['Input'] ?? {}, schemas);
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const isKnown = ([name]: [string, unknown]) => Object.hasOwn(properties, name);
  const known = Object.fromEntries(Object.entries(input).filter(isKnown));
  const issues = checkValue({ place: { base: 'input', path: [] }, value: known, schema, schemas });
  if (issues.length > 0) throw inputInvalid(issues);
  const shown = Object.entries(known).map(([name, value]) => [
    name,
    isSecret(properties[name] ?? {}) ? redacted : value,
  ]);
  const files = Object.keys(known).filter((name) => isFile(properties[name] ?? {}, schemas));
  return { input: known, shown: Object.fromEntries(shown) as Record<string, unknown>, files };
}
