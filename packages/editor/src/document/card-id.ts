/**
 * What stands on the canvas is a card: a node, an input or an output of the workflow, a frame or a
 * note. The id of a card says which: the id of the node as it is, else the kind before a dot. Ids in
 * documents have no dots, so the two are never mistaken.
 */
export type CardKind = 'node' | 'input' | 'output' | 'frame' | 'note';

/** A card's kind and the id or name that the document knows it by. */
export interface CardRef {
  kind: CardKind;
  name: string;
}

const prefixes = {
  input: 'inputs.',
  output: 'outputs.',
  frame: '$frames.',
  note: '$notes.',
} as const;

/** The id of a card on the canvas. */
export function writeCardId({ kind, name }: CardRef): string {
  return kind === 'node' ? name : prefixes[kind] + name;
}

/** Reads the id of a card. */
export function parseCardId(id: string): CardRef {
  for (const kind of ['input', 'output', 'frame', 'note'] as const) {
    if (id.startsWith(prefixes[kind])) return { kind, name: id.slice(prefixes[kind].length) };
  }
  return { kind: 'node', name: id };
}

/** The one port of an output card; its edge ends there. */
export const outputCardPort = 'value';

/** The one port of an input card; its edges begin there. */
export const inputCardPort = 'value';

/** The id of the edge that feeds a port: a port is fed by at most one. */
export function writeEdgeId(card: string, port: string): string {
  return `${card}/${port}`;
}

/** The card and the port that an edge feeds. */
export function parseEdgeId(id: string): { card: string; port: string } {
  const slash = id.indexOf('/');
  return { card: id.slice(0, slash), port: id.slice(slash + 1) };
}
