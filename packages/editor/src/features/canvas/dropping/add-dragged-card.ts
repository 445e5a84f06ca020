import type { Workflow } from '@catena/engine';
import { writeCardId } from '../../../document/card-id.ts';
import { addFrame } from '../../../document/edits/add-frame.ts';
import { addNode } from '../../../document/edits/add-node.ts';
import { addNote } from '../../../document/edits/add-note.ts';
import { addWorkflowInput } from '../../../document/edits/add-workflow-input.ts';
import type { Edit } from '../../../document/edits/compose-edits.ts';
import { newFrameId, newInputName, newNoteId } from '../../../document/edits/new-id.ts';
import type { Point } from '../../../document/layout.ts';
import { newNode } from '../../../document/new-node.ts';
import { freeTitle } from '../../../document/free-title.ts';
import type { DraggedCard } from './dragged-card.ts';

interface Addition {
  card: string;
  edit: Edit;
}

type Other = Extract<DraggedCard, { kind: 'other' }>;

const others: Readonly<
  Record<
    Other['card'],
    (workflow: Workflow, dragged: Other, position: Point) => Addition | undefined
  >
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
  const node = {
    ...newNode(workflow, dragged, position),
    input,
    ...(title && { title: freeTitle(workflow, title) }),
  };
  return { card: node.id, edit: addNode(node) };
}
