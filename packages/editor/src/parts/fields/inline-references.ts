import type { JsonSchema } from '@catena/engine';

/** Deeper than this a schema that refers to itself becomes "anything". */
const maxDepth = 12;

function lookUp(root: JsonSchema, reference: string): unknown {
  if (!reference.startsWith('#/')) return {};
  const parts = reference.slice(2).split('/');
  return parts.reduce<unknown>((found, part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const isHolder = typeof found === 'object' && found !== null && Object.hasOwn(found, name);
    return isHolder ? (found as Record<string, unknown>)[name] : {};
  }, root);
}

function inline(root: JsonSchema, value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return {};
  if (Array.isArray(value)) return value.map((item) => inline(root, item, depth + 1));
  const { $ref, ...own } = value as Record<string, unknown>;
  const entries = Object.entries(own).map(([key, part]) => [key, inline(root, part, depth + 1)]);
  const plain = Object.fromEntries(entries) as JsonSchema;
  if (typeof $ref !== 'string') return plain;
  return { ...(inline(root, lookUp(root, $ref), depth + 1) as JsonSchema), ...plain };
}

/** A schema without references: what each refers to, in `root`, stands in its place. */
export function inlineReferences(schema: JsonSchema, root: JsonSchema): JsonSchema {
  return inline(root, schema, 0) as JsonSchema;
}
