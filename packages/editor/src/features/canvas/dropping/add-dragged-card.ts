import type { Workflow } from '@catena/engine';
import { writeCardId } from '../../../document/card-id.ts';
import { listCards, titleOfCard } from '../../../document/cards.ts';
import { addFrame } from '../../../document/edits/add-frame.ts';
import { addNode } from '../../../document/edits/add-node.ts';
import { addNote } from '../../../document/edits/add-note.ts';
import { addWorkflowInput } from '../../../document/edits/add-workflow-input.ts';
import type { Edit } from '../../../document/edits/compose-edits.ts';
import { newFrameId, newInputName, newNoteId } from '../../../document/edits/new-id.ts';
import type { Point } from '../../../document/layout.ts';
import { newNode } from '../../../document/new-node.ts';
import type { DraggedCard } from './dragged-card.ts';

interface Addition {
  card: string;
  edit: Edit;
}

function freeTitle(workflow: Workflow, title: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  const taken = new Set(listCards(workflow).map((card) => titleOfCard(workflow, card)));
  let free = title;
  for (let number = 2; taken.has(free); number += 1) free = `${title} ${number}`;
  return free;
}

type Other = Extract<DraggedCard, { kind: 'other' }>;

const others: Readonly<
  Record<Other['card'], (workflow: Workflow, dragged: Other, position: Point) => Addition | undefined>
> = {
  input(workflow, { type = 'text' }, position) {
    const name = newInputName(workflow, type.replaceAll('[]', 's'));
    const card = writeCardId({ kind: 'input', name });
    return { card, edit: addWorkflowInput({ name, type, position }) };
  },
  // An output is nothing without a source, and a drop on the empty canvas names none.
  output: () => undefined,
  note(workflow, _dragged, position) {
    const id = newNoteId(workflow);
    return { card: writeCardId({ kind: 'note', name: id }), edit: addNote({ id, position }) };
  },
  frame(workflow, _dragged, position) {
    const id = newFrameId(workflow);
    return { card: writeCardId({ kind: 'frame', name: id }), edit: addFrame({ id, position }) };
  },
};

/** Puts a card that was dragged from a library where it was dropped; undefined where it cannot be. */
export function addDraggedCard(
  workflow: Workflow,
  dragged: DraggedCard,
  position: Point,
): Addition | undefined {
  if (dragged.kind === 'other') return others[dragged.card](workflow, dragged, position);
  const { input, title } = dragged;
  const node = { ...newNode(workflow, dragged, position), title: freeTitle(workflow, title), input };
  return { card: node.id, edit: addNode(node) };
}
