import { parseReference, writeReference, type Reference } from '@catena/engine';
import { inputCardPort, parseCardId, writeCardId } from './card-id.ts';

/** One end of an edge on the canvas. */
export interface CardPort {
  card: string;
  port: string;
}

/** Whether the value of an input is a reference: the whole value comes from elsewhere. */
export function isReference(value: unknown): value is Reference {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$from' in value &&
    typeof value.$from === 'string'
  );
}

/** The card and port that a `$from` names; undefined where it cannot be read. */
export function parseFrom(from: string): CardPort | undefined {
  const source = parseReference(from);
  if (!source) return undefined;
  return source.kind === 'input'
    ? { card: writeCardId({ kind: 'input', name: source.name }), port: inputCardPort }
    : { card: source.nodeId, port: source.port };
}

/** The `$from` of what a card gives; undefined where the card gives nothing. */
export function writeFrom({ card, port }: CardPort): string | undefined {
  const { kind, name } = parseCardId(card);
  if (kind === 'input') return writeReference({ kind: 'input', name });
  return kind === 'node' ? writeReference({ kind: 'node', nodeId: name, port }) : undefined;
}
