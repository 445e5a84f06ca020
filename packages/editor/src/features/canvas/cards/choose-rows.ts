import type { NodePorts, PortDescriptor } from '@catena/engine';
import { isFileType } from '@catena/engine';

/** A row of a card: a port as it is known, or one that only the document names. */
export interface Row {
  name: string;
  /** Missing where the node's type or model has no such port; its wires are kept. */
  port?: PortDescriptor;
}

export interface ChosenRows {
  shown: readonly Row[];
  /** Behind "+ 3 more". */
  more: readonly Row[];
}

/** Rows up to which optional inputs are shown. */
const usualRows = 4;

export interface RowsSource {
  ports: NodePorts | undefined;
  /** Names that the document gives values or wires to. */
  given: readonly string[];
  wired: ReadonlySet<string>;
  /** Inputs with something wrong. */
  wrong: ReadonlySet<string>;
}

/** How much an input wants to be seen; 0 always is. */
function rank(port: PortDescriptor, { given, wired, wrong }: RowsSource): number {
  if (port.required || wired.has(port.name) || wrong.has(port.name)) return 0;
  if (port.deprecated) return 9;
  if (port.connectable && isFileType(port.type.base)) return 1;
  if (port.type.base === 'text' && !port.enum) return 2;
  return given.includes(port.name) ? 3 : 4;
}

/**
 * Which inputs a card shows: those that must be given, that are wired or wrong, then media, texts and
 * what was set, up to a handful; in the order of the ports. What only the document names comes last.
 */
export function chooseRows(source: RowsSource): ChosenRows {
  const inputs = source.ports?.inputs ?? [];
  const ranked = inputs
    .map((port, index) => ({ port, index, rank: rank(port, source) }))
    .toSorted((left, right) => left.rank - right.rank || left.index - right.index);
  const chosen = ranked.filter((entry, index) => entry.rank === 0 || index < usualRows);
  // A row behind "+ 1 more" takes as much room as the words.
  const picked = new Set(
    (inputs.length - chosen.length === 1 ? ranked : chosen).map(({ port }) => port),
  );
  const known = new Set(inputs.map((port) => port.name));
  const strays = [...new Set([...source.given, ...source.wired])].filter(
    (name) => !known.has(name),
  );
  const toRow = (port: PortDescriptor): Row => ({ name: port.name, port });
  return {
    shown: [
      ...inputs.filter((port) => picked.has(port)).map(toRow),
      ...strays.map((name) => ({ name })),
    ],
    more: inputs.filter((port) => !picked.has(port)).map(toRow),
  };
}

/** The outputs of a card: those of its ports, then those that only wires name. */
export function chooseOutputs(ports: NodePorts | undefined, wired: ReadonlySet<string>): Row[] {
  const outputs = ports?.outputs ?? [];
  const known = new Set(outputs.map((port) => port.name));
  return [
    ...outputs.map((port) => ({ name: port.name, port })),
    ...[...wired].filter((name) => !known.has(name)).map((name) => ({ name })),
  ];
}
