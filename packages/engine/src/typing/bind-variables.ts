import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { BaseType, PortType } from '../definition/port-type.ts';
import type { Incoming } from './incoming.ts';

/** What the type variables of one placed node stand for. */
export type VariableBindings = ReadonlyMap<string, PortType>;

function join(one: PortType, other: PortType): PortType {
  if (one.depth !== other.depth) return { base: 'any', depth: 0 };
  if (one.base === other.base) return one;
  const numeric = (base: BaseType) => base === 'integer' || base === 'number';
  const base = numeric(one.base) && numeric(other.base) ? 'number' : 'any';
  return { base, depth: one.depth };
}

/** Binds each variable to the item type of what is connected; to `any` where types differ. */
export function bindVariables(
  ports: readonly PortDescriptor[],
  arriving: ReadonlyMap<string, { incoming: Incoming; each?: boolean }>,
): VariableBindings {
  const bindings = new Map<string, PortType>();
  for (const port of ports) {
    const arrival = arriving.get(port.name);
    if (!port.variable || !arrival) continue;
    const { incoming, each } = arrival;
    // Taken whole, a list is itself the item.
    const depth = each === false ? Math.max(0, incoming.axes.length - port.type.depth) : 0;
    const type = { base: incoming.base, depth };
    const known = bindings.get(port.variable);
    bindings.set(port.variable, known ? join(known, type) : type);
  }
  return bindings;
}

/** The type of a port with its variable resolved. */
export function typeOfPort(port: PortDescriptor, bindings: VariableBindings): PortType {
  const bound = port.variable === undefined ? undefined : bindings.get(port.variable);
  return bound ? { base: bound.base, depth: port.type.depth + bound.depth } : port.type;
}
