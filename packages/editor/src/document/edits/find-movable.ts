import type { Workflow } from '@catena/engine';
import { boundsOf, type Bounds, type SizeOf } from '../card-bounds.ts';
import { contentsOfFrame } from '../frame-contents.ts';
import { readLayout } from '../layout.ts';

/** A card and where it lies. */
export interface Placed {
  card: string;
  bounds: Bounds;
}

/** The cards that move by themselves: not fixed, and not carried by a frame among them. */
export function findMovable(
  workflow: Workflow,
  cards: readonly string[],
  sizeOf: SizeOf,
): Placed[] {
  const carried = new Set(cards.flatMap((card) => [...contentsOfFrame(workflow, card)]));
  const { looks } = readLayout(workflow);
  return cards.flatMap((card) => {
    const bounds =
      carried.has(card) || looks[card]?.fixed ? undefined : boundsOf(workflow, card, sizeOf);
    return bounds ? [{ card, bounds }] : [];
  });
}
