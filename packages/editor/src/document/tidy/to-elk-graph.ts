import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Workflow } from '@catena/engine';
import { sizeOfCard, type SizeOf } from '../card-bounds.ts';
import { parseCardId } from '../card-id.ts';
import { listCards, positionOf } from '../cards.ts';
import { contentsOfFrame, frameOfCard } from '../frame-contents.ts';
import { readLayout } from '../layout.ts';
import { readEdges } from '../read-edges.ts';

const options: Readonly<Record<string, string>> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.componentComponent': '64',
  'elk.layered.spacing.nodeNodeBetweenLayers': '96',
  // What was above stays above where nothing speaks against it.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
};

/** Room around the cards in a frame; above them there is its title too. */
const framePadding = '[top=60,left=24,bottom=24,right=24]';

/** What is laid out: not what is fixed, lies in a collapsed frame, or is a note that stands alone. */
function listMovable(workflow: Workflow, selection: readonly string[] | undefined): Set<string> {
  const { looks, frames } = readLayout(workflow);
  const chosen = new Set(selection ?? listCards(workflow));
  for (const card of chosen) {
    for (const inner of contentsOfFrame(workflow, card)) chosen.add(inner);
  }
  const hidden = new Set(
    Object.entries(frames).flatMap(([name, { collapsed }]) =>
      collapsed ? [...contentsOfFrame(workflow, `$frames.${name}`)] : [],
    ),
  );
  return new Set(
    listCards(workflow).filter((card) => {
      const isLoneNote =
        parseCardId(card).kind === 'note' && frameOfCard(workflow, card) === undefined;
      return chosen.has(card) && !looks[card]?.fixed && !hidden.has(card) && !isLoneNote;
    }),
  );
}

/** From the left, and from above within one column: the order that the layout tries to keep. */
function byPlace(workflow: Workflow, cards: Iterable<string>): string[] {
  const place = (card: string) => positionOf(workflow, card) ?? [0, 0];
  return [...cards].toSorted((one, other) => {
    const [left, right] = [place(one), place(other)];
    return left[1] - right[1] || left[0] - right[0];
  });
}

/** The frame that a card is laid out in: the innermost that is laid out itself. */
function parentOf(
  workflow: Workflow,
  card: string,
  movable: ReadonlySet<string>,
): string | undefined {
  const frame = frameOfCard(workflow, card);
  return frame !== undefined && movable.has(frame) ? frame : undefined;
}

function toNode(card: string, workflow: Workflow, sizeOf: SizeOf): ElkNode {
  return { id: card, ...sizeOfCard(workflow, card, sizeOf) };
}

/** Cards whose edges can be followed: a card in a collapsed frame stands for its frame. */
function endOf(workflow: Workflow, card: string, movable: ReadonlySet<string>): string | undefined {
  let current: string | undefined = card;
  while (current !== undefined && !movable.has(current)) current = frameOfCard(workflow, current);
  return current;
}

function toEdges(workflow: Workflow, movable: ReadonlySet<string>): ElkExtendedEdge[] {
  return readEdges(workflow).flatMap(({ id, source, target }) => {
    const [from, to] = [endOf(workflow, source, movable), endOf(workflow, target, movable)];
    return from === undefined || to === undefined || from === to
      ? []
      : [{ id, sources: [from], targets: [to] }];
  });
}

/** The cards that are to be laid out, as ELK wants them: frames with what lies in them. */
export function toElkGraph(
  workflow: Workflow,
  sizeOf: SizeOf,
  selection?: readonly string[],
): ElkNode {
  const movable = listMovable(workflow, selection);
  const nodes = new Map<string, ElkNode>();
  for (const card of byPlace(workflow, movable)) nodes.set(card, toNode(card, workflow, sizeOf));
  const children: ElkNode[] = [];
  for (const [card, node] of nodes) {
    const parent = nodes.get(parentOf(workflow, card, movable) ?? '');
    if (!parent) children.push(node);
    else {
      parent.layoutOptions = { 'elk.padding': framePadding };
      parent.children = [...(parent.children ?? []), node];
    }
  }
  return { id: '$root', layoutOptions: options, children, edges: toEdges(workflow, movable) };
}
