import { parsePortType } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import type { CardPort } from '../references.ts';
import type { ConnectContext } from './connect-context.ts';
import { findUnsure } from './find-unsure.ts';
import type { Coming } from './port-fit.ts';

/** What comes out of a port of a card, as far as it is known; undefined where there is no such port. */
export function comingFrom(context: ConnectContext, { card, port }: CardPort): Coming | undefined {
  const { workflow, typed, ports } = context;
  const { kind, name } = parseCardId(card);
  if (kind === 'input') return parsePortType(workflow.inputs?.[name]?.type ?? '');
  if (kind !== 'node') return undefined;
  const node = typed.nodes.get(card);
  const output = node?.outputs.get(port);
  if (node && output) {
    const depth = node.axes.length + output.axes.length;
    return { base: output.type.base, depth, unsure: findUnsure(typed).has(card) };
  }
  const declared = ports.get(card)?.outputs.find((known) => known.name === port);
  // A bypassed node gives what it passes on, which only the engine follows.
  return declared && { base: 'any', depth: declared.type.depth, unsure: true };
}
