import { uniteBounds, type Bounds, type SizeOf } from '../card-bounds.ts';
import type { Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { findMovable } from './find-movable.ts';
import { moveCards } from './move-cards.ts';

/** What of the cards comes onto one line. */
export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

const aligned: { readonly [Name in Alignment]: (own: Bounds, all: Bounds) => Point } = {
  left: ({ y }, all) => [all.x, y],
  center: ({ y, width }, all) => [all.x + (all.width - width) / 2, y],
  right: ({ y, width }, all) => [all.x + all.width - width, y],
  top: ({ x }, all) => [x, all.y],
  middle: ({ x, height }, all) => [x, all.y + (all.height - height) / 2],
  bottom: ({ x, height }, all) => [x, all.y + all.height - height],
};

/** Moves cards so that an edge or the middle of each lies on one line. */
export function alignCards(cards: Iterable<string>, alignment: Alignment, sizeOf: SizeOf): Edit {
  const chosen = [...cards];
  return (workflow) => {
    const placed = findMovable(workflow, chosen, sizeOf);
    const all = uniteBounds(placed.map(({ bounds }) => bounds));
    if (!all || placed.length < 2) return workflow;
    const positions = placed.map(({ card, bounds }) => [card, aligned[alignment](bounds, all)]);
    return moveCards(Object.fromEntries(positions) as Record<string, Point>)(workflow);
  };
}
