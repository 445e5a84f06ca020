import { z } from 'zod';
import { parsePortType } from '../definition/port-type.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';

/** One entry of the list: enough to draw and check a port; what else stands in it is the node's own. */
const entrySchema = z.object({
  name: z.string().min(1).max(200),
  type: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  required: z.boolean().optional(),
});

function toPort(entry: unknown): PortDescriptor[] {
  const parsed = entrySchema.safeParse(entry);
  const type = parsed.success ? parsePortType(parsed.data.type) : undefined;
  if (!parsed.success || !type) return [];
  const { name, title, description, default: value, required = false } = parsed.data;
  return [
    {
      name,
      type,
      required,
      connectable: true,
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(value !== undefined && { default: value }),
    },
  ];
}

/** The ports that are listed as data in an input of a node; what cannot be read is left out. */
export function listedPorts(list: unknown): PortDescriptor[] {
  if (!Array.isArray(list)) return [];
  const ports = list.flatMap(toPort);
  const first = new Map(ports.map((port) => [port.name, port] as const).reverse());
  return ports.filter((port) => first.get(port.name) === port);
}
