import { pageSlant } from './page-slant.ts';
import type { RotatedBox } from './rotated-box.ts';

/**
 * Puts boxes in reading order: rows from the top, in a row from the left. A box belongs to a row when its
 * middle is within half a line of the row's, measured along the page's own slant.
 */
export function orderBoxes(boxes: readonly RotatedBox[]): RotatedBox[] {
  const slant = pageSlant(boxes);
  const cosine = Math.cos(slant);
  const sine = Math.sin(slant);
  const placed = boxes
    .map((box) => ({
      box,
      along: box.centerX * cosine + box.centerY * sine,
      across: box.centerY * cosine - box.centerX * sine,
    }))
    .toSorted((a, b) => a.across - b.across);
  const rows: (typeof placed)[] = [];
  for (const item of placed) {
    const row = rows.at(-1);
    const first = row?.[0];
    const reach = first ? Math.min(first.box.height, item.box.height) / 2 : 0;
    if (row && first && item.across - first.across < reach) row.push(item);
    else rows.push([item]);
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.along - b.along).map(({ box }) => box));
}
