import type { SizeOf } from '../card-bounds.ts';
import type { Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { findMovable, type Placed } from './find-movable.ts';
import { moveCards } from './move-cards.ts';

/** Along which the gaps between cards become equal. */
export type Direction = 'horizontal' | 'vertical';

function spread(placed: readonly Placed[], axis: 'x' | 'y', length: 'width' | 'height') {
  const sorted = placed.toSorted((left, right) => left.bounds[axis] - right.bounds[axis]);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const whole = last.bounds[axis] + last.bounds[length] - first.bounds[axis];
  const used = sorted.reduce((sum, { bounds }) => sum + bounds[length], 0);
  const gap = (whole - used) / (sorted.length - 1);
  let next = first.bounds[axis];
  return sorted.map(({ card, bounds }): [string, Point] => {
    const at = next;
    next += bounds[length] + gap;
    return [card, axis === 'x' ? [at, bounds.y] : [bounds.x, at]];
  });
}

/** Makes the gaps between cards equal; the first and the last stay. Takes three cards. */
export function distributeCards(
  cards: Iterable<string>,
  direction: Direction,
  sizeOf: SizeOf,
): Edit {
  const chosen = [...cards];
  return (workflow) => {
    const placed = findMovable(workflow, chosen, sizeOf);
    if (placed.length < 3) return workflow;
    const positions =
      direction === 'horizontal' ? spread(placed, 'x', 'width') : spread(placed, 'y', 'height');
    return moveCards(Object.fromEntries(positions))(workflow);
  };
}
