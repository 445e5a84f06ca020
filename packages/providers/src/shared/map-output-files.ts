import type { JsonSchema } from '@catena/engine';

type MapFile = (url: string) => Promise<unknown>;

const deepest = 64;

/**
 * Replaces every file of an output. Files are where the schema says `uri`, and data: URLs wherever the
 * schema says nothing; a text that merely looks like an address stays a text.
 */
export async function mapOutputFiles(
  output: unknown,
  openapiSchema: JsonSchema,
  mapFile: MapFile,
): Promise<unknown> {
  const schemas = member(member(openapiSchema, 'components'), 'schemas') ?? {};
  return mapValue(output, member(schemas, 'Output'), { schemas, mapFile, depth: 0 });
}

interface Context {
  schemas: JsonSchema;
  mapFile: MapFile;
  depth: number;
}

async function mapValue(
  value: unknown,
  written: JsonSchema | undefined,
  context: Context,
): Promise<unknown> {
  const schema = resolveSchema(written, context.schemas);
  const inner = { ...context, depth: context.depth + 1 };
  if (typeof value === 'string') {
    return isFile(value, schema) ? context.mapFile(value) : value;
  }
  if (context.depth > deepest || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await mapValue(item, member(schema, 'items'), inner));
    return items;
  }
  const entries: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    const properties = member(schema, 'properties');
    const own = member(properties, name) ?? member(schema, 'additionalProperties');
    entries.push([name, await mapValue(item, own, inner)]);
  }
  return Object.fromEntries(entries);
}

function isFile(value: string, schema: JsonSchema | undefined): boolean {
  const isData = /^data:[^,]*,/.test(value);
  if (schema?.['format'] === 'uri') return isData || /^https?:\/\//i.test(value);
  return isData && schema?.['type'] === undefined;
}

function resolveSchema(
  written: JsonSchema | undefined,
  schemas: JsonSchema,
): JsonSchema | undefined {
  let schema = written;
  for (let steps = 0; schema !== undefined && steps < deepest; steps += 1) {
    const all = schema['allOf'];
    const reference: unknown =
      schema['$ref'] ?? (Array.isArray(all) ? (all[0] as JsonSchema)?.['$ref'] : undefined);
    if (typeof reference !== 'string') return schema;
    schema = member(schemas, reference.split('/').at(-1) ?? '');
  }
  return schema;
}

function member(value: unknown, name: string): JsonSchema | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const found = (value as Record<string, unknown>)[name];
  return typeof found === 'object' && found !== null ? (found as JsonSchema) : undefined;
}
