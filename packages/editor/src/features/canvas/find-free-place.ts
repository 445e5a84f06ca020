import type { Bounds } from '../../document/card-bounds.ts';
import type { Point } from '../../document/layout.ts';

/** Between cards, in canvas units. */
const gap = 32;

function overlaps(left: Bounds, right: Bounds): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height + gap &&
    right.y < left.y + left.height + gap
  );
}

/** The nearest place to a wanted one, straight up or down, where a card covers no other. */
export function findFreePlace(wanted: Bounds, taken: readonly Bounds[]): Point {
  const go = (next: (cover: Bounds) => number): number => {
    let { y } = wanted;
    for (;;) {
      const cover = taken.find((bounds) => overlaps({ ...wanted, y }, bounds));
      if (!cover) return y;
      y = next(cover);
    }
  };
  const down = go((cover) => cover.y + cover.height + gap);
  const up = go((cover) => cover.y - wanted.height - gap);
  const y = down - wanted.y <= wanted.y - up ? down : up;
  return [Math.round(wanted.x), Math.round(y)];
}
