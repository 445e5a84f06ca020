import type { Workflow } from '@catena/engine';
import { parseCardId } from '../../document/card-id.ts';
import { listCards, positionOf } from '../../document/cards.ts';
import type { CanvasPort } from '../../document/commands/command.ts';
import type { Point } from '../../document/layout.ts';

/** Of a card that is not drawn yet, in canvas units. */
export const usualSize = { width: 280, height: 200 };
/** Between a card and the one that is put beside it. */
const gap = { x: 80, y: 40 };

type Sizes = Pick<CanvasPort, 'sizeOf'>;

function isTaken(workflow: Workflow, canvas: Sizes, [x, y]: Point): boolean {
  return listCards(workflow).some((card) => {
    const at = parseCardId(card).kind === 'frame' ? undefined : positionOf(workflow, card);
    if (!at) return false;
    const { width, height } = canvas.sizeOf(card) ?? usualSize;
    return (
      x < at[0] + width &&
      at[0] < x + usualSize.width &&
      y < at[1] + height &&
      at[1] < y + usualSize.height
    );
  });
}

/** The place itself, or the first below it where no card stands. */
export function findFreePlace(workflow: Workflow, canvas: Sizes, [x, start]: Point): Point {
  let y = start;
  while (isTaken(workflow, canvas, [x, y])) y += gap.y;
  return [x, y];
}

/** A free place beside a card, at its height or below. */
export function placeBeside(
  workflow: Workflow,
  canvas: Sizes,
  { card, side }: { card: string; side: 'before' | 'after' },
): Point | undefined {
  const at = positionOf(workflow, card);
  if (!at) return undefined;
  const { width } = canvas.sizeOf(card) ?? usualSize;
  const x = side === 'after' ? at[0] + width + gap.x : at[0] - usualSize.width - gap.x;
  return findFreePlace(workflow, canvas, [x, at[1]]);
}

/** The place in the middle between the ends of an edge. */
export function placeBetween(
  workflow: Workflow,
  source: string,
  target: string,
): Point | undefined {
  const [from, to] = [positionOf(workflow, source), positionOf(workflow, target)];
  return from && to && [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
}
