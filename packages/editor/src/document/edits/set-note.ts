import { parseCardId } from '../card-id.ts';
import { readLayout, withLayoutEntry, type Note, type Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { omitFalse } from './omit-false.ts';
import { roundPoints } from './round-points.ts';
import { withMembers, type MemberChange } from './with-members.ts';

/** What can be changed of a note. */
export type NoteChange = MemberChange<
  Pick<Note, 'text' | 'color'> & { position: Point; size: Point }
>;

/** Changes a note, by its id or the id of its card. */
export function setNote(note: string, change: NoteChange): Edit {
  return (workflow) => {
    const id = parseCardId(note).name;
    const before = readLayout(workflow).notes[id];
    if (!before) return workflow;
    const value = withMembers<Note>(before, roundPoints(omitFalse(change)));
    return withLayoutEntry(workflow, 'notes', { id, value });
  };
}
