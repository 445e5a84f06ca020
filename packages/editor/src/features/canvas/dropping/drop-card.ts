import { inferPorts } from '@catena/engine';
import type { CommandContext } from '../../../document/commands/command.ts';
import { connectContextOf } from '../../../document/connect/connect-context.ts';
import { fitOnEdge } from '../../../document/connect/fit-on-edge.ts';
import { composeEdits, type Edit } from '../../../document/edits/compose-edits.ts';
import { insertOnEdge } from '../../../document/edits/insert-on-edge.ts';
import type { Point } from '../../../document/layout.ts';
import { prefilledInput } from '../../../document/models/prefilled-input.ts';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import { addDraggedCard } from './add-dragged-card.ts';
import { readDraggedCard, type DraggedCard } from './dragged-card.ts';

export interface CardDrop {
  /** What was dragged, as JSON. */
  text: string;
  at: Point;
  /** The wire that a node goes into. */
  edge: string | undefined;
}

/** From the corner of a new card to where the pointer holds it. */
const grip: Point = [40, 22];

/** Leads a wire through the new node, where it fits there. */
function intoWire(
  context: CommandContext,
  tab: OpenDocument,
  { edge, node, card }: { edge: string; node: DraggedCard; card: string },
): Edit[] {
  if (node.kind !== 'node') return [];
  const connecting = connectContextOf(tab, context.catalog);
  const descriptor = connecting.catalog.find(node.type);
  const { type, provider, model } = node;
  const ports = descriptor && inferPorts({ type, provider, model }, descriptor, connecting.models);
  const passage = ports && fitOnEdge(connecting, edge, ports);
  return passage ? [insertOnEdge(edge, { node: card, ...passage })] : [];
}

/** A model brings values of its example along. */
async function withExample(context: CommandContext, dragged: DraggedCard): Promise<DraggedCard> {
  if (dragged.kind !== 'node' || dragged.input) return dragged;
  const input = await prefilledInput(context, dragged);
  return input ? { ...dragged, input } : dragged;
}

/** Puts a card of a library on the canvas where it was dropped. */
export async function dropCard(
  context: CommandContext,
  tab: OpenDocument,
  drop: CardDrop,
): Promise<void> {
  const dragged = readDraggedCard(drop.text);
  if (!dragged || tab.readOnly) return;
  const node = await withExample(context, dragged);
  const [x, y] = drop.at;
  const position: Point = [x - grip[0], y - grip[1]];
  const addition = addDraggedCard(tab.document.getState().workflow, node, position);
  if (!addition) {
    context.notifier.say({
      kind: 'info',
      text: 'An output needs something to give.',
      hint: 'Drag a wire from the result that it is to be.',
    });
    return;
  }
  const { card, edit } = addition;
  const { edge } = drop;
  const edits = edge === undefined ? [] : intoWire(context, tab, { edge, node, card });
  tab.document.edit('Add', composeEdits(edit, ...edits), { select: { cards: [card] } });
  requestAnimationFrame(() => context.canvas.focus(card));
}
