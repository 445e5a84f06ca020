import type { JsonSchema } from '../prediction/model-description.ts';
import { walkDocument } from './walk-document.ts';

const prefix = '#/components/schemas/';

function namesIn(schema: unknown): string[] {
  const names: string[] = [];
  walkDocument(schema, ({ key, value }) => {
    if (key === '$ref' && typeof value === 'string' && value.startsWith(prefix)) {
      names.push(value.slice(prefix.length));
    }
    return true;
  });
  return names;
}

function schemasOf(document: JsonSchema): Readonly<Record<string, unknown>> {
  const components = document['components'];
  const schemas = (components as { schemas?: unknown } | null | undefined)?.schemas;
  return typeof schemas === 'object' && schemas !== null
    ? (schemas as Record<string, unknown>)
    : {};
}

/**
 * Keeps of a model's OpenAPI document what ports are made from: the schemas of input and output, and
 * what they refer to. Providers serve the rest in changing forms.
 */
export function trimModelSchema(document: JsonSchema): JsonSchema {
  const schemas = schemasOf(document);
  const kept = new Map<string, unknown>();
  const waiting = ['Input', 'Output'];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (kept.has(name) || !Object.hasOwn(schemas, name)) continue;
    kept.set(name, schemas[name]);
    waiting.push(...namesIn(schemas[name]));
  }
  return { components: { schemas: Object.fromEntries(kept) } };
}
