import { pageSlant } from './page-slant.ts';
import type { RotatedBox } from './rotated-box.ts';

const sharedHeight = 0.6;
const heightRatio = 1.6;
const gapOfHeight = 0.5;

interface Span {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Joins boxes that are pieces of one line: beside each other, of like height, and no further apart than
 * words. The detector breaks lines of large letters at their spaces.
 */
export function joinFragments(boxes: readonly RotatedBox[]): RotatedBox[] {
  const slant = pageSlant(boxes);
  const joined: { span: Span; box: RotatedBox }[] = [];
  const byLeft = boxes
    .map((box) => ({ box, span: toSpan(box, slant) }))
    .toSorted((a, b) => a.span.left - b.span.left);
  for (const item of byLeft) {
    const line = joined.find(({ span }) => belongTogether(span, item.span));
    if (!line) {
      joined.push(item);
      continue;
    }
    line.span = union(line.span, item.span);
    line.box = toBox(line.span, slant);
  }
  return joined.map(({ box }) => box);
}

function belongTogether(line: Span, next: Span): boolean {
  const heights = [line.bottom - line.top, next.bottom - next.top];
  const low = Math.min(...heights);
  const shared = Math.min(line.bottom, next.bottom) - Math.max(line.top, next.top);
  return (
    shared >= sharedHeight * low &&
    Math.max(...heights) <= heightRatio * low &&
    next.left - line.right <= gapOfHeight * low
  );
}

function union(a: Span, b: Span): Span {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function toSpan(box: RotatedBox, slant: number): Span {
  const along = box.centerX * Math.cos(slant) + box.centerY * Math.sin(slant);
  const across = box.centerY * Math.cos(slant) - box.centerX * Math.sin(slant);
  return {
    left: along - box.width / 2,
    right: along + box.width / 2,
    top: across - box.height / 2,
    bottom: across + box.height / 2,
  };
}

function toBox({ left, right, top, bottom }: Span, slant: number): RotatedBox {
  const along = (left + right) / 2;
  const across = (top + bottom) / 2;
  return {
    centerX: along * Math.cos(slant) - across * Math.sin(slant),
    centerY: along * Math.sin(slant) + across * Math.cos(slant),
    width: right - left,
    height: bottom - top,
    angleRadians: slant,
  };
}
