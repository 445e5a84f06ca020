import { isFileType, type BaseType, type NodePorts, type PortDescriptor } from '@catena/engine';

export interface FilePortSource {
  ports: NodePorts;
  /** What stands in the inputs of the node. */
  input: Readonly<Record<string, unknown>>;
}

function takesFile(port: PortDescriptor, base: BaseType): boolean {
  const wanted = port.type.base;
  return isFileType(wanted) && (wanted === base || wanted === 'file');
}

/** The input of a node that a file of a type is meant for when it is dropped on the node. */
export function findFilePort(
  { ports, input }: FilePortSource,
  base: BaseType,
): PortDescriptor | undefined {
  const fitting = ports.inputs.filter((port) => takesFile(port, base));
  return fitting.find((port) => input[port.name] === undefined) ?? fitting[0];
}

/** The value of an input with a file added: a list grows, a single file is replaced. */
export function withFile(port: PortDescriptor, before: unknown, file: unknown): unknown {
  if (port.type.depth === 0) return file;
  return [...(Array.isArray(before) ? (before as unknown[]) : []), file];
}
