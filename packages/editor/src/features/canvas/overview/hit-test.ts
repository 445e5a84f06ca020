import type { Bounds } from '../../../document/card-bounds.ts';
import { distanceToWire } from '../wires/wire-path.ts';
import type { Scene, SceneCard, SceneWire } from './scene.ts';

interface Spot {
  x: number;
  y: number;
}

/** Whether two boxes have a part in common. */
export function touches(left: Bounds, right: Bounds): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height &&
    right.y < left.y + left.height
  );
}

/** The card at a spot; the last drawn one where several lie there. */
export function cardAt({ cards }: Pick<Scene, 'cards'>, { x, y }: Spot): SceneCard | undefined {
  return cards.findLast(
    (card) => x >= card.x && x <= card.x + card.width && y >= card.y && y <= card.y + card.height,
  );
}

/** The ids of the cards that a box touches. */
export function cardsIn({ cards }: Pick<Scene, 'cards'>, box: Bounds): string[] {
  return cards.filter((card) => touches(card, box)).map(({ id }) => id);
}

/** The points that a wire goes through. */
export function spotsOf({ source, target, fromY, toY, points }: SceneWire): Spot[] {
  return [
    { x: source.x + source.width, y: source.y + fromY },
    ...points.map(([x, y]) => ({ x, y })),
    { x: target.x, y: target.y + toY },
  ];
}

/** The id of the wire nearest to a spot, within `reach` of it. */
export function wireAt(
  { wires }: Pick<Scene, 'wires'>,
  spot: Spot,
  reach: number,
): string | undefined {
  let best: { id: string; distance: number } | undefined;
  for (const wire of wires) {
    const distance = distanceToWire(spotsOf(wire), spot);
    if (distance <= reach && (!best || distance < best.distance)) {
      best = { id: wire.edge.id, distance };
    }
  }
  return best?.id;
}
