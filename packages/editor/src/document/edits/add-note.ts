import { roundPoint, withLayoutEntry, type Note, type Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { newNoteId } from './new-id.ts';

/** A note that is about to be added. */
export interface NewNote {
  /** @defaultValue `newNoteId(workflow)` */
  id?: string | undefined;
  /** Markdown. @defaultValue empty */
  text?: string | undefined;
  position: Point;
  /** @defaultValue 240 × 160 */
  size?: Point | undefined;
  color?: string | undefined;
}

const usualSize: Point = [240, 160];

/** Adds a note. */
export function addNote(note: NewNote): Edit {
  return (workflow) => {
    const { text = '', position, size = usualSize, color } = note;
    const value: Note = {
      text,
      position: roundPoint(position),
      size: roundPoint(size),
      ...(color && { color }),
    };
    return withLayoutEntry(workflow, 'notes', { id: newNoteId(workflow, note.id), value });
  };
}
