import type { Point } from '../../../document/layout.ts';
import type { CardPort } from '../../../document/references.ts';
import type { Size } from '../../../document/card-bounds.ts';
import type { Verdict } from './wire-drag.ts';

/** Canvas units within which a loose end jumps to a port. */
export const snapRadius = 30;

/** Nearer than this a port is meant, whether it fits or not. */
const exactRadius = 14;

/** Where a card and its dots are, in canvas units. */
export interface CardPlace {
  card: string;
  at: Point;
  size: Size;
  /** Of the side that is looked for, by their middle. */
  dots: readonly { port: string; at: Point }[];
}

interface Near extends CardPort {
  distance: number;
  verdict: Verdict;
}

function isNear({ at, size }: CardPlace, [x, y]: Point, margin: number): boolean {
  return (
    x >= at[0] - margin &&
    x <= at[0] + size.width + margin &&
    y >= at[1] - margin &&
    y <= at[1] + size.height + margin
  );
}

/** The port that a loose end jumps to: the nearest that fits, or one that it lies right upon. */
export function findNearPort(
  places: Iterable<CardPlace>,
  pointer: Point,
  judge: (end: CardPort) => Verdict,
): (CardPort & { verdict: Verdict }) | undefined {
  let nearest: Near | undefined;
  let fitting: Near | undefined;
  for (const place of places) {
    if (!isNear(place, pointer, snapRadius)) continue;
    for (const { port, at } of place.dots) {
      const distance = Math.hypot(at[0] - pointer[0], at[1] - pointer[1]);
      if (distance > snapRadius) continue;
      const end = { card: place.card, port };
      const near = { ...end, distance, verdict: judge(end) };
      if (!nearest || distance < nearest.distance) nearest = near;
      if (near.verdict === 'fits' && (!fitting || distance < fitting.distance)) fitting = near;
    }
  }
  return nearest && nearest.distance <= exactRadius ? nearest : fitting;
}

/** The card under a point; of several the one that was given last, which is drawn above. */
export function findCardAt(places: Iterable<CardPlace>, pointer: Point): CardPlace | undefined {
  let found: CardPlace | undefined;
  for (const place of places) if (isNear(place, pointer, 0)) found = place;
  return found;
}
