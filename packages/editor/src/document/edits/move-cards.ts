import type { Workflow } from '@catena/engine';
import { parseCardId } from '../card-id.ts';
import type { SizeOf } from '../card-bounds.ts';
import { positionOf } from '../cards.ts';
import { contentsOfFrame } from '../frame-contents.ts';
import { readLayout, type Point } from '../layout.ts';
import { assignFrames } from './assign-frames.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { moveReroutes } from './move-reroutes.ts';
import { placeCards } from './place-cards.ts';

export interface MoveOptions {
  /** Where it is given, moved cards join the frame that they now lie in and leave the one they have left. */
  sizeOf?: SizeOf | undefined;
}

function isFixed(workflow: Workflow, card: string): boolean {
  return readLayout(workflow).looks[card]?.fixed === true;
}

/** The positions, with those of all that the moved frames carry. */
function withCarried(
  workflow: Workflow,
  positions: Readonly<Record<string, Point>>,
): Record<string, Point> {
  const all: Record<string, Point> = {};
  for (const [frame, [x, y]] of Object.entries(positions)) {
    const before = parseCardId(frame).kind === 'frame' ? positionOf(workflow, frame) : undefined;
    for (const card of before ? contentsOfFrame(workflow, frame) : []) {
      const position = positionOf(workflow, card);
      if (!before || !position) continue;
      all[card] = [position[0] + x - before[0], position[1] + y - before[1]];
    }
  }
  return { ...all, ...positions };
}

/**
 * Moves cards to new places. Frames carry what lies in them, cards that are fixed stay where they are,
 * and points of edges between moved cards move along.
 */
export function moveCards(
  positions: Readonly<Record<string, Point>>,
  { sizeOf }: MoveOptions = {},
): Edit {
  return (workflow) => {
    const all = Object.entries(withCarried(workflow, positions)).filter(
      ([card]) => !isFixed(workflow, card),
    );
    const moved = Object.fromEntries(all);
    const joined = Object.keys(positions).filter((card) => Object.hasOwn(moved, card));
    return composeEdits(
      moveReroutes(moved),
      placeCards(moved),
      ...(sizeOf ? [assignFrames(joined, sizeOf)] : []),
    )(workflow);
  };
}
