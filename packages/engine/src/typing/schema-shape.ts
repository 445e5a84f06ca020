import type { BaseType } from '../definition/port-type.ts';
import type { JsonSchema } from '../prediction/model-description.ts';
import { propertiesOf, resolveSchema } from './resolve-schema.ts';

/** What a schema says about its values; `uri` is a file whose kind is to be found elsewhere. */
export interface SchemaShape {
  base: Exclude<BaseType, 'image' | 'audio' | 'video' | 'file'> | 'uri';
  /** How many lists are around the base. */
  depth: number;
  /** The schema of a single item, resolved. */
  item: JsonSchema;
}

const maxDepth = 8;

const baseByType: Readonly<Record<string, SchemaShape['base']>> = {
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  object: 'json',
};

function isFile(schema: JsonSchema): boolean {
  return (
    schema['format'] === 'uri' ||
    schema['format'] === 'binary' ||
    schema['x-cog-accept'] !== undefined
  );
}

function baseOfEnum(values: readonly unknown[]): SchemaShape['base'] {
  if (values.every((value) => typeof value === 'string')) return 'text';
  if (values.every((value) => Number.isInteger(value))) return 'integer';
  return values.every((value) => typeof value === 'number') ? 'number' : 'json';
}

function joinShapes(shapes: readonly SchemaShape[], item: JsonSchema): SchemaShape {
  const [first] = shapes;
  const sameDepth = shapes.every((shape) => shape.depth === first?.depth);
  const bases = new Set(shapes.map((shape) => shape.base));
  if (first && sameDepth && bases.size === 1) return { ...first, item };
  const numbers = [...bases].every((base) => base === 'integer' || base === 'number');
  if (first && sameDepth && numbers) return { base: 'number', depth: first.depth, item };
  return { base: bases.has('uri') || bases.has('any') ? 'any' : 'json', depth: 0, item };
}

function shapeOf(document: JsonSchema, schema: JsonSchema, depth: number): SchemaShape {
  const type = schema['type'];
  if (type === 'array' || (type === undefined && schema['items'] !== undefined)) {
    if (depth >= maxDepth) return { base: 'json', depth: 0, item: schema };
    const item = resolveSchema(document, schema['items']);
    const inner = shapeOf(document, item, depth + 1);
    return { ...inner, depth: inner.depth + 1 };
  }
  if (type === 'string') return { base: isFile(schema) ? 'uri' : 'text', depth: 0, item: schema };
  const base = typeof type === 'string' ? baseByType[type] : undefined;
  if (base) return { base, depth: 0, item: schema };
  if (Array.isArray(schema['anyOf']) && depth < maxDepth) {
    const variants = (schema['anyOf'] as JsonSchema[]).map((variant) =>
      shapeOf(document, variant, depth + 1),
    );
    return joinShapes(variants, schema);
  }
  if (Array.isArray(schema['enum'])) {
    return { base: baseOfEnum(schema['enum'] as unknown[]), depth: 0, item: schema };
  }
  if (isFile(schema)) return { base: 'uri', depth: 0, item: schema };
  return { base: propertiesOf(schema).length > 0 ? 'json' : 'any', depth: 0, item: schema };
}

/** Reads the shape of a resolved schema; what says nothing of its values is `any`. Never throws. */
export function schemaShape(document: JsonSchema, schema: JsonSchema): SchemaShape {
  return shapeOf(document, schema, 0);
}
