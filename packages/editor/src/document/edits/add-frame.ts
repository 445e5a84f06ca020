import { roundPoint, withLayoutEntry, type Frame, type Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { newFrameId } from './new-id.ts';

/** A frame that is about to be added. */
export interface NewFrame {
  /** @defaultValue `newFrameId(workflow)` */
  id?: string | undefined;
  /** @defaultValue `Frame` */
  title?: string | undefined;
  position: Point;
  /** @defaultValue 480 × 320 */
  size?: Point | undefined;
  color?: string | undefined;
  /** Ids of the cards that move with it. */
  cards?: readonly string[] | undefined;
}

const usualSize: Point = [480, 320];

/** Adds a frame. */
export function addFrame(frame: NewFrame): Edit {
  return (workflow) => {
    const { title = 'Frame', position, size = usualSize, color, cards = [] } = frame;
    const value: Frame = {
      title,
      position: roundPoint(position),
      size: roundPoint(size),
      cards: [...cards],
      ...(color && { color }),
    };
    return withLayoutEntry(workflow, 'frames', { id: newFrameId(workflow, frame.id), value });
  };
}
