import type { JsonSchema, PortDescriptor } from '@catena/engine';
import { isStructured } from '../../parts/fields/field-kind.ts';
import { inlineReferences } from '../../parts/fields/inline-references.ts';

/** The form of a node as a JSON Schema, and which part of it is drawn by what. */
export interface FormSchema {
  schema: JsonSchema;
  uiSchema: Record<string, unknown>;
}

function wrap(schema: JsonSchema, depth: number): JsonSchema {
  return depth === 0 ? schema : { type: 'array', items: wrap(schema, depth - 1) };
}

function propertyOf(port: PortDescriptor, components: JsonSchema): JsonSchema {
  if (!isStructured(port)) return { title: port.title ?? port.name };
  const {
    title: _title,
    description: _words,
    ...item
  } = inlineReferences(port.schema ?? {}, components);
  return wrap({ type: 'object', ...item }, port.type.depth);
}

/**
 * The form of a node's inputs, in the order of its ports. Inputs with a structure of their own keep
 * their schema; to the form all others are fields that know their port.
 */
export function formSchema(
  ports: readonly PortDescriptor[],
  components: JsonSchema = {},
): FormSchema {
  const properties = ports.map((port) => [port.name, propertyOf(port, components)] as const);
  return {
    schema: { type: 'object', properties: Object.fromEntries(properties) },
    uiSchema: {
      'ui:globalOptions': { size: 'xs' },
      'ui:order': ports.map(({ name }) => name),
      ...Object.fromEntries(ports.map(({ name }) => [name, { 'ui:field': 'port' }])),
    },
  };
}
