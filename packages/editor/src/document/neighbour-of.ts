import type { Workflow } from '@catena/engine';
import { parseCardId } from './card-id.ts';
import { listCards, positionOf } from './cards.ts';
import type { Point } from './layout.ts';
import { readEdges } from './read-edges.ts';

/** Where the arrow keys lead: along edges, or up and down. */
export type WalkDirection = 'left' | 'right' | 'up' | 'down';

/** Cards beside each other count as further than cards below each other, by this much. */
const sidewaysWeight = 2;

function place(workflow: Workflow, card: string): Point {
  return positionOf(workflow, card) ?? [0, 0];
}

function alongEdges(workflow: Workflow, card: string, direction: 'left' | 'right'): string[] {
  const edges = readEdges(workflow);
  const found =
    direction === 'left'
      ? edges.filter(({ target }) => target === card).map(({ source }) => source)
      : edges.filter(({ source }) => source === card).map(({ target }) => target);
  const [, y] = place(workflow, card);
  const distance = (other: string) => Math.abs(place(workflow, other)[1] - y);
  return [...new Set(found)].toSorted((one, other) => distance(one) - distance(other));
}

function aboveOrBelow(workflow: Workflow, card: string, direction: 'up' | 'down'): string[] {
  const [x, y] = place(workflow, card);
  const sign = direction === 'down' ? 1 : -1;
  const distance = (other: string) => {
    const [otherX, otherY] = place(workflow, other);
    return sign * (otherY - y) + sidewaysWeight * Math.abs(otherX - x);
  };
  return listCards(workflow)
    .filter((other) => sign * (place(workflow, other)[1] - y) > 0)
    .filter((other) => parseCardId(other).kind !== 'frame')
    .toSorted((one, other) => distance(one) - distance(other));
}

/** The leftmost of the uppermost cards: where walking begins. */
function firstCard(workflow: Workflow): string | undefined {
  return listCards(workflow)
    .filter((card) => parseCardId(card).kind !== 'frame')
    .toSorted((one, other) => {
      const [left, right] = [place(workflow, one), place(workflow, other)];
      return left[0] - right[0] || left[1] - right[1];
    })[0];
}

/** The card that an arrow key leads to; the first one where it begins nowhere. */
export function neighbourOf(
  workflow: Workflow,
  card: string | undefined,
  direction: WalkDirection,
): string | undefined {
  if (card === undefined) return firstCard(workflow);
  return direction === 'left' || direction === 'right'
    ? alongEdges(workflow, card, direction)[0]
    : aboveOrBelow(workflow, card, direction)[0];
}
