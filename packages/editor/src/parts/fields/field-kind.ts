import {
  readInputValue,
  type BaseType,
  type JsonSchema,
  type PortDescriptor,
} from '@catena/engine';

/** The kinds of control; a list of something is made of the controls of its items. */
export type FieldKind = BaseType | 'choice' | 'secret' | 'seed';

const seedName = /(^|[_-])seed$/i;

/** Whether a port takes a seed: by its name, or because a random value stands there. */
function isSeed(port: PortDescriptor, value: unknown): boolean {
  const { base, depth } = port.type;
  if (depth > 0 || (base !== 'integer' && base !== 'number')) return false;
  return seedName.test(port.name) || readInputValue(value).kind === 'random';
}

/** Which control an input has; a list is that of its items. */
export function fieldKind(port: PortDescriptor, value: unknown): FieldKind {
  if (port.secret) return 'secret';
  if (port.enum) return 'choice';
  return isSeed(port, value) ? 'seed' : port.type.base;
}

function hasMembers(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { properties, anyOf, items } = schema as JsonSchema;
  if (typeof properties === 'object' && properties !== null) return true;
  return Array.isArray(anyOf) || hasMembers(items);
}

/** Whether a JSON input says what members it has, so that it can be a form. */
export function isStructured({ type, schema }: PortDescriptor): boolean {
  return type.base === 'json' && hasMembers(schema);
}

/** The port of one item of a list. */
export function itemPort(port: PortDescriptor): PortDescriptor {
  const { default: _default, ...rest } = port;
  return { ...rest, required: true, type: { ...port.type, depth: port.type.depth - 1 } };
}
