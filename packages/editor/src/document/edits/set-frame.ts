import { parseCardId } from '../card-id.ts';
import { readLayout, withLayoutEntry, type Frame, type Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { omitFalse } from './omit-false.ts';
import { roundPoints } from './round-points.ts';
import { withMembers, type MemberChange } from './with-members.ts';

/** What can be changed of a frame. */
export type FrameChange = MemberChange<
  Pick<Frame, 'title' | 'color' | 'collapsed' | 'cards'> & { position: Point; size: Point }
>;

/** Changes a frame, by its id or the id of its card. Its cards stay where they are: see `moveCards`. */
export function setFrame(frame: string, change: FrameChange): Edit {
  return (workflow) => {
    const id = parseCardId(frame).name;
    const before = readLayout(workflow).frames[id];
    if (!before) return workflow;
    const value = withMembers<Frame>(before, roundPoints(omitFalse(change)));
    return withLayoutEntry(workflow, 'frames', { id, value });
  };
}
