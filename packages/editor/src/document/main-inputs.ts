import { isFileType, type PortDescriptor } from '@catena/engine';

/** Inputs of a node, those that it shows at once and those behind "more"; both in the order of the ports. */
export interface InputSplit {
  main: PortDescriptor[];
  more: PortDescriptor[];
}

/** At most so many inputs are shown at once, but for those that need a value or are connected. */
const mostMain = 4;

const promptName = /(?:^|_)(?:prompt|text|question|caption|message|query|input)s?$/i;

/** What makes an input a main one; the first counts most. */
const reasons: readonly ((port: PortDescriptor) => boolean)[] = [
  (port) => port.required && port.default === undefined,
  (port) => isFileType(port.type.base),
  (port) => port.type.base === 'text' && port.enum === undefined && promptName.test(port.name),
  (port) => port.required,
  () => true,
];

function rank(port: PortDescriptor): number {
  return reasons.findIndex((applies) => applies(port));
}

/**
 * Chooses the inputs that a node shows at once: those that need a value, pictures and other files, and
 * prompts, in this order; others only while there is room. An input that is connected is always shown.
 */
export function splitInputs(
  ports: readonly PortDescriptor[],
  isConnected: (name: string) => boolean = () => false,
): InputSplit {
  const usable = ports.filter((port) => !port.deprecated || isConnected(port.name));
  const ranked = usable.toSorted((left, right) => rank(left) - rank(right));
  const chosen = new Set(ranked.slice(0, mostMain));
  for (const port of usable) if (rank(port) === 0 || isConnected(port.name)) chosen.add(port);
  return {
    main: ports.filter((port) => chosen.has(port)),
    more: ports.filter((port) => !chosen.has(port)),
  };
}
