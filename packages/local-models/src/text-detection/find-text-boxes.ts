import {
  connectedComponents,
  type Component,
  type ProbabilityMap,
} from './connected-components.ts';
import { minimumAreaBox, type Point } from './minimum-area-box.ts';
import type { RotatedBox } from './rotated-box.ts';
import { unclip } from './unclip.ts';

const pixelThreshold = 0.3;
const componentThreshold = 0.5;
const shortestSidePixels = 3;
const unclipRatio = 1.5;

/** Boxes around lines of text, from a map of how probable text is at each pixel. */
export function findTextBoxes(map: ProbabilityMap): RotatedBox[] {
  return connectedComponents(map, pixelThreshold)
    .filter((component) => component.meanValue >= componentThreshold)
    .map((component) => minimumAreaBox(cornersOf(component)))
    .filter((box) => Math.min(box.width, box.height) >= shortestSidePixels)
    .map((box) => unclip(box, unclipRatio));
}

function cornersOf({ top, rows }: Component): Point[] {
  return rows.flatMap(({ first, last }, index) => [
    { x: first, y: top + index },
    { x: last + 1, y: top + index },
    { x: first, y: top + index + 1 },
    { x: last + 1, y: top + index + 1 },
  ]);
}
