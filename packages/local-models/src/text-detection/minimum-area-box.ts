import type { RotatedBox } from './rotated-box.ts';

export interface Point {
  x: number;
  y: number;
}

/** Convex hull by Andrew's monotone chain; collinear points are left out. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const lower = chain(sorted);
  const upper = chain(sorted.toReversed());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    for (;;) {
      const last = hull.at(-1);
      const previous = hull.at(-2);
      if (!last || !previous || turn({ previous, last, point }) > 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

function turn({ previous, last, point }: { previous: Point; last: Point; point: Point }): number {
  return (
    (last.x - previous.x) * (point.y - previous.y) - (last.y - previous.y) * (point.x - previous.x)
  );
}

/**
 * The smallest rectangle around points, one side of which lies on a side of their hull.
 * The direction of reading is taken to be the one nearest to level, from -45° to 45°.
 */
export function minimumAreaBox(points: readonly Point[]): RotatedBox {
  const hull = convexHull(points);
  let best = boxAtAngle(hull, 0);
  for (const [index, from] of hull.entries()) {
    const to = hull[(index + 1) % hull.length] ?? from;
    const angle = nearLevel(Math.atan2(to.y - from.y, to.x - from.x));
    const box = boxAtAngle(hull, angle);
    // An upright rectangle wins where a turned one is hardly smaller: short words are not slanted.
    if (box.width * box.height < best.width * best.height * 0.98) best = box;
  }
  return best;
}

function nearLevel(angleRadians: number): number {
  const quarter = Math.PI / 2;
  return angleRadians - Math.round(angleRadians / quarter) * quarter;
}

function boxAtAngle(points: readonly Point[], angleRadians: number): RotatedBox {
  const cosine = Math.cos(angleRadians);
  const sine = Math.sin(angleRadians);
  const along = points.map(({ x, y }) => x * cosine + y * sine);
  const across = points.map(({ x, y }) => y * cosine - x * sine);
  const left = Math.min(...along);
  const right = Math.max(...along);
  const top = Math.min(...across);
  const bottom = Math.max(...across);
  const middleAlong = (left + right) / 2;
  const middleAcross = (top + bottom) / 2;
  return {
    centerX: middleAlong * cosine - middleAcross * sine,
    centerY: middleAlong * sine + middleAcross * cosine,
    width: right - left,
    height: bottom - top,
    angleRadians,
  };
}
