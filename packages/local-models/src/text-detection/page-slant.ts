import type { RotatedBox } from './rotated-box.ts';

/** The direction most lines of a page run in: the median angle of the boxes. */
export function pageSlant(boxes: readonly RotatedBox[]): number {
  const angles = boxes.map((box) => box.angleRadians).toSorted((a, b) => a - b);
  return angles[Math.floor(angles.length / 2)] ?? 0;
}
