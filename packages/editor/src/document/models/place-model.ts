import { inferPorts, type Workflow } from '@catena/engine';
import { boundsOf } from '../card-bounds.ts';
import { parseCardId } from '../card-id.ts';
import { listCards } from '../cards.ts';
import type { CommandContext } from '../commands/command.ts';
import { connectContextOf } from '../connect/connect-context.ts';
import { addNode } from '../edits/add-node.ts';
import { replaceNode } from '../edits/replace-node.ts';
import { freeTitle } from '../free-title.ts';
import { nodeWidth } from '../estimate-size.ts';
import type { Point } from '../layout.ts';
import { newNode, type NodeChoice } from '../new-node.ts';
import type { OpenDocument } from '../workspace-store.ts';
import { prefilledInput } from './prefilled-input.ts';

export interface PlaceModelRequest {
  choice: NodeChoice;
  /** What it is called: on its card, and in the history. */
  title: string;
  /** The node whose place it takes, with the values and edges that fit. */
  replace?: string | undefined;
}

/** Of a card that is not drawn yet. */
const height = 200;
const step = 40;
const gap = 24;

function isTaken({ canvas }: CommandContext, workflow: Workflow, [x, y]: Point): boolean {
  return listCards(workflow).some((card) => {
    if (parseCardId(card).kind === 'frame') return false;
    const bounds = boundsOf(workflow, card, canvas.sizeOf);
    return (
      bounds !== undefined &&
      x < bounds.x + bounds.width + gap &&
      bounds.x < x + nodeWidth + gap &&
      y < bounds.y + bounds.height + gap &&
      bounds.y < y + height + gap
    );
  });
}

/** In the middle of what is seen, or the first place below where no card stands. */
function placeInView(context: CommandContext, workflow: Workflow): Point {
  const [x, y] = context.canvas.center();
  let place: Point = [x - nodeWidth / 2, y - height / 2];
  while (isTaken(context, workflow, place)) place = [place[0], place[1] + step];
  return place;
}

/**
 * Puts a model, or a workflow that is run as one, on the canvas: in place of a node, else in the middle
 * of what is seen with values from its example. One step of the history.
 *
 * @returns The card, or undefined where nothing can be changed.
 */
export async function placeModel(
  context: CommandContext,
  tab: OpenDocument,
  { choice, title, replace }: PlaceModelRequest,
): Promise<string | undefined> {
  if (tab.readOnly) {
    context.notifier.say({ kind: 'info', text: 'This is a finished run; it cannot be changed.' });
    return undefined;
  }
  const input = await prefilledInput(context, choice);
  const { catalog, models, ports } = connectContextOf(tab, context.catalog);
  const { workflow } = tab.document.getState();
  const descriptor = catalog.find(choice.type);
  if (replace !== undefined) {
    const after = descriptor && inferPorts({ ...choice }, descriptor, models);
    const edit = replaceNode(replace, choice, { before: ports.get(replace), after });
    tab.document.edit(`Replace by ${title}`, edit, { select: { cards: [replace] } });
    return replace;
  }
  const place = placeInView(context, workflow);
  // A title that only repeats the name of the model says nothing.
  const named = title.includes('/') ? undefined : freeTitle(workflow, title);
  const node = { ...newNode(workflow, choice, place), title: named, input };
  tab.document.edit(`Add ${title}`, addNode(node), { select: { cards: [node.id] } });
  requestAnimationFrame(() => context.canvas.focus(node.id));
  return node.id;
}
