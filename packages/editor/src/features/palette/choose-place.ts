import type { Workflow } from '@catena/engine';
import { parseEdgeId } from '../../document/card-id.ts';
import { positionOf } from '../../document/cards.ts';
import type { CommandContext } from '../../document/commands/command.ts';
import type { Point } from '../../document/layout.ts';
import { readEdges } from '../../document/read-edges.ts';
import type { PendingWire } from '../../document/view-store.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import { findFreePlace, placeBeside, placeBetween, usualSize } from './place-new-card.ts';
import type { NodeSearchOverlay } from './entry-fit.ts';

interface PlaceContext {
  editor: Pick<CommandContext, 'canvas'>;
  tab: Pick<OpenDocument, 'document'>;
  request: Omit<NodeSearchOverlay, 'kind'>;
}

function placeOnEdge(workflow: Workflow, edgeId: string): Point | undefined {
  const edge = readEdges(workflow).find(({ id }) => id === edgeId);
  return edge && placeBetween(workflow, edge.source, parseEdgeId(edgeId).card);
}

/**
 * Where a new card goes: at the point where the search was opened, so that its wired side lies there;
 * on its edge; beside the card that it is wired with or that is selected; else in the middle.
 */
export function choosePlace(context: PlaceContext, wire: PendingWire | undefined): Point {
  const { editor, tab, request } = context;
  const { canvas } = editor;
  const { workflow, selection } = tab.document.getState();
  if (request.at) {
    const [x, y] = canvas.toDocument(request.at);
    return wire?.side === 'target' ? [x - usualSize.width, y] : [x, y];
  }
  const onEdge =
    request.insertOn === undefined ? undefined : placeOnEdge(workflow, request.insertOn);
  if (onEdge) return onEdge;
  const beside = wire?.card ?? (selection.cards.size === 1 ? [...selection.cards][0] : undefined);
  const side = wire?.side === 'target' ? 'before' : 'after';
  const place =
    beside !== undefined && positionOf(workflow, beside)
      ? placeBeside(workflow, canvas, { card: beside, side })
      : undefined;
  return place ?? findFreePlace(workflow, canvas, canvas.pointer() ?? canvas.center());
}
