interface Spot {
  x: number;
  y: number;
}

interface Curve {
  from: Spot;
  to: Spot;
  /** How far the curve goes on sideways before it turns. */
  reach: number;
}

/** Wires leave to the right and arrive from the left; one that goes back makes a bow. */
function reachOf(from: Spot, to: Spot): number {
  const distance = to.x - from.x;
  return distance >= 0 ? distance / 2 : 6 * Math.sqrt(-distance) + 16;
}

function toCurves(spots: readonly Spot[]): Curve[] {
  return spots.slice(1).map((to, index) => {
    const from = spots[index] as Spot;
    return { from, to, reach: reachOf(from, to) };
  });
}

function pointOn({ from, to, reach }: Curve, t: number): Spot {
  const rest = 1 - t;
  const weights = [rest ** 3, 3 * rest ** 2 * t, 3 * rest * t ** 2, t ** 3] as const;
  const [start, leave, arrive, end] = weights;
  return {
    x: start * from.x + leave * (from.x + reach) + arrive * (to.x - reach) + end * to.x,
    y: (start + leave) * from.y + (arrive + end) * to.y,
  };
}

function writeCurve({ from, to, reach }: Curve): string {
  return `C ${from.x + reach},${from.y} ${to.x - reach},${to.y} ${to.x},${to.y}`;
}

function lengthOf({ from, to }: Curve): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/**
 * A wire as an SVG path, from its source through its points to its target, and the middle of its
 * longest part: what stands there covers none of the points.
 */
export function wirePath(spots: readonly Spot[]): { path: string; middle: Spot } {
  const curves = toCurves(spots);
  const [first] = spots;
  const [longest] = curves.toSorted((left, right) => lengthOf(right) - lengthOf(left));
  if (!first || !longest) return { path: '', middle: { x: 0, y: 0 } };
  const path = [`M ${first.x},${first.y}`, ...curves.map(writeCurve)].join(' ');
  return { path, middle: pointOn(longest, 0.5) };
}

const samples = 16;

/** Between which of its points a wire passes a spot: the position that a new point there would have. */
export function segmentAt(spots: readonly Spot[], { x, y }: Spot): number {
  let best = { segment: 0, distance: Number.POSITIVE_INFINITY };
  for (const [segment, curve] of toCurves(spots).entries()) {
    for (let sample = 0; sample <= samples; sample += 1) {
      const point = pointOn(curve, sample / samples);
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance < best.distance) best = { segment, distance };
    }
  }
  return best.segment;
}

/** How near a wire comes to a spot. */
export function distanceToWire(spots: readonly Spot[], { x, y }: Spot): number {
  let least = Number.POSITIVE_INFINITY;
  for (const curve of toCurves(spots)) {
    for (let sample = 0; sample <= samples; sample += 1) {
      const point = pointOn(curve, sample / samples);
      least = Math.min(least, Math.hypot(point.x - x, point.y - y));
    }
  }
  return least;
}
