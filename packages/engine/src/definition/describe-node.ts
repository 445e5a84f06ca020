import { z } from 'zod';
import type { JsonSchema } from '../prediction/model-description.ts';
import type { AnyNodeDefinition } from './define-node.ts';
import type { NodeDescriptor } from './node-descriptor.ts';
import type { PortDescriptor } from './port-descriptor.ts';
import { baseTypes, type BaseType, type PortType } from './port-type.ts';

const typeWords: Record<string, BaseType> = {
  string: 'text',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
};

function toPortType(schema: JsonSchema): PortType {
  const declared = baseTypes.find((base) => base === schema['port']);
  if (declared) return { base: declared, depth: 0 };
  if (schema['type'] === 'array') {
    const item = toPortType((schema['items'] ?? {}) as JsonSchema);
    return { base: item.base, depth: item.depth + 1 };
  }
  return { base: typeWords[String(schema['type'])] ?? 'json', depth: 0 };
}

function itemOf(schema: JsonSchema): JsonSchema {
  return schema['type'] === 'array' && schema['port'] === undefined
    ? itemOf((schema['items'] ?? {}) as JsonSchema)
    : schema;
}

const copied = [
  'title',
  'description',
  'default',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'deprecated',
  'axis',
  'each',
  'tolerant',
] as const;

function toPort(name: string, schema: JsonSchema, required: boolean): PortDescriptor {
  const item = itemOf(schema);
  const port: PortDescriptor = {
    name,
    type: toPortType(schema),
    required,
    connectable: schema['connectable'] !== false,
    schema: item,
  };
  for (const key of copied) {
    const value = schema[key] ?? (key === 'title' || key === 'description' ? undefined : item[key]);
    if (value !== undefined) Object.assign(port, { [key]: value });
  }
  const bounds = Number.MAX_SAFE_INTEGER;
  if (port.minimum === -bounds) delete port.minimum;
  if (port.maximum === bounds) delete port.maximum;
  if (typeof item['variable'] === 'string') port.variable = item['variable'];
  return port;
}

function toPorts(schema: JsonSchema): PortDescriptor[] {
  const required = new Set((schema['required'] ?? []) as string[]);
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties).map(([name, member]) =>
    toPort(name, member, required.has(name)),
  );
}

/** The serialisable half of a node type. */
export function describeNode(definition: AnyNodeDefinition): NodeDescriptor {
  const inputSchema = z.toJSONSchema(definition.input, { unrepresentable: 'any', io: 'input' });
  const outputSchema = z.toJSONSchema(definition.output, { unrepresentable: 'any' });
  return {
    type: definition.type,
    version: definition.version,
    title: definition.title,
    description: definition.description,
    category: definition.category,
    inputs: toPorts(inputSchema as JsonSchema),
    outputs: toPorts(outputSchema as JsonSchema),
    inputSchema: inputSchema as JsonSchema,
    outputSchema: outputSchema as JsonSchema,
    ...(definition.portsFrom && { portsFrom: definition.portsFrom }),
    deterministic: definition.deterministic ?? true,
    sideEffects: definition.sideEffects ?? false,
  };
}
