import type { JsonSchema } from '../prediction/model-description.ts';

// References that lead on and on, in a circle, or to ever more others, end here.
const maxSteps = 16;
const maxParts = 2000;

interface Search {
  document: JsonSchema;
  parts: number;
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonSchema)
    : {};
}

function lookUp(document: JsonSchema, reference: unknown): JsonSchema {
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return {};
  let found: unknown = document;
  for (const part of reference.slice(2).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const holder = asSchema(found);
    found = Object.hasOwn(holder, name) ? holder[name] : undefined;
  }
  return asSchema(found);
}

// Pydantic's filler for enums without words of their own.
function withoutFiller(schema: JsonSchema): JsonSchema {
  if (schema['description'] !== 'An enumeration.') return schema;
  const { description: _filler, ...rest } = schema;
  return rest;
}

function isNull(schema: JsonSchema): boolean {
  return schema['type'] === 'null';
}

/** The alternatives of a schema without `null`, and whether `null` was one of them. */
function readAlternatives(schema: JsonSchema): { variants: JsonSchema[]; nullable: boolean } {
  const listed = schema['anyOf'] ?? schema['oneOf'];
  const all = Array.isArray(listed)
    ? listed.map(asSchema)
    : Array.isArray(schema['type'])
      ? schema['type'].map((type): JsonSchema => ({ type: type as unknown }))
      : [];
  const variants = all.filter((variant) => !isNull(variant));
  return { variants, nullable: variants.length < all.length };
}

function resolve(search: Search, schema: unknown, steps: number): JsonSchema {
  search.parts += 1;
  if (steps > maxSteps || search.parts > maxParts) return {};
  const { $ref, allOf, ...own } = asSchema(schema);
  const parts = [
    ...(typeof $ref === 'string' ? [lookUp(search.document, $ref)] : []),
    ...(Array.isArray(allOf) ? allOf : []),
  ].map((part) => withoutFiller(resolve(search, part, steps + 1)));
  const merged: JsonSchema = Object.assign({}, ...parts, own);
  const { variants, nullable } = readAlternatives(merged);
  if (variants.length === 0) return merged;
  const { anyOf: _anyOf, oneOf: _oneOf, type, ...rest } = merged;
  if (nullable) rest['nullable'] = true;
  const resolved = variants.map((variant) => resolve(search, variant, steps + 1));
  const plainType = typeof type === 'string' ? { type } : {};
  return resolved.length === 1
    ? { ...resolved[0], ...rest, ...plainType }
    : { ...rest, ...plainType, anyOf: resolved };
}

/**
 * A schema with its references followed and its parts merged; what stands beside a reference wins.
 * `null` among the alternatives becomes `nullable`; one alternative takes the place of the list.
 * Whatever cannot be read becomes the empty schema.
 */
export function resolveSchema(document: JsonSchema, schema: unknown): JsonSchema {
  return resolve({ document, parts: 0 }, schema, 0);
}

/** The members of an object schema, in declaration order; none where it has none. */
export function propertiesOf(schema: JsonSchema): [string, unknown][] {
  return Object.entries(asSchema(schema['properties'])).filter(([name]) => name !== '');
}
