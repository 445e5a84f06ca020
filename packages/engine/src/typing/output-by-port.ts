import type { PortDescriptor } from '../definition/port-descriptor.ts';

/** In the schema of an output port: the member of the model's output that the port holds. */
export const memberMark = 'x-catena-member';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(holder: unknown, name: string): unknown {
  return isRecord(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}

function take(port: PortDescriptor, output: unknown): unknown {
  const member = port.schema?.[memberMark];
  if (typeof member !== 'string') return output;
  // A list keeps a place for every item, so that lists of one axis still pair.
  return Array.isArray(output)
    ? output.map((item) => memberOf(item, member) ?? null)
    : memberOf(output, member);
}

function joinStream(port: PortDescriptor, value: unknown): unknown {
  const streamed = port.type.base === 'text' && port.type.depth === 0 && Array.isArray(value);
  if (!streamed) return value;
  return value.map((piece: unknown) => (typeof piece === 'string' ? piece : '')).join('');
}

/**
 * Takes the output of a prediction apart into the values of the model's output ports. A port whose
 * value is missing or `null` is absent; in lists `null` keeps its place. Streamed text is joined.
 */
export function outputByPort(
  ports: readonly PortDescriptor[],
  output: unknown,
): Record<string, unknown> {
  const entries = ports.map((port) => [port.name, joinStream(port, take(port, output))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}
