import type { Workflow } from '@catena/engine';
import { boundsOf, holdsMiddle, type SizeOf } from '../card-bounds.ts';
import { writeCardId } from '../card-id.ts';
import { contentsOfFrame } from '../frame-contents.ts';
import { readLayout, withLayoutEntry, type Frame } from '../layout.ts';
import type { Edit } from './compose-edits.ts';

/** The name of the smallest frame that a card lies in; a frame never lies in what it holds. */
function findFrame(workflow: Workflow, card: string, sizeOf: SizeOf): string | undefined {
  const bounds = boundsOf(workflow, card, sizeOf);
  if (!bounds) return undefined;
  const holding = Object.entries(readLayout(workflow).frames).filter(([name, frame]) => {
    const frameCard = writeCardId({ kind: 'frame', name });
    const [x, y] = frame.position;
    const [width, height] = frame.size;
    const isInside = frameCard === card || contentsOfFrame(workflow, card).has(frameCard);
    const isLarger = width * height > bounds.width * bounds.height;
    return (
      !isInside && !frame.collapsed && isLarger && holdsMiddle({ x, y, width, height }, bounds)
    );
  });
  const area = (frame: Frame) => frame.size[0] * frame.size[1];
  return holding.toSorted(([, left], [, right]) => area(left) - area(right))[0]?.[0];
}

/** Puts a card into one frame, and out of all others. */
export function putIntoFrame(card: string, frame: string | undefined): Edit {
  return (workflow) => {
    let next = workflow;
    for (const [id, value] of Object.entries(readLayout(workflow).frames)) {
      const has = value.cards.includes(card);
      if (has === (id === frame)) continue;
      const cards = has ? value.cards.filter((other) => other !== card) : [...value.cards, card];
      next = withLayoutEntry(next, 'frames', { id, value: { ...value, cards } });
    }
    return next;
  };
}

/** Lets cards belong to the frames that they lie in, and to no other. */
export function assignFrames(cards: readonly string[], sizeOf: SizeOf): Edit {
  return (workflow) => {
    if (Object.keys(readLayout(workflow).frames).length === 0) return workflow;
    return cards.reduce(
      (current, card) => putIntoFrame(card, findFrame(current, card, sizeOf))(current),
      workflow,
    );
  };
}
