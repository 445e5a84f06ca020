/** A line that shows what a dragged card is in line with, in canvas units. */
export interface Guide {
  axis: 'x' | 'y';
  /** Where the line is, on its axis. */
  at: number;
  from: number;
  to: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How far a drag is pulled to be in line, in canvas units. */
const pull = 6;

/** Start, middle and end of a box on an axis; each is aligned with its like. */
function marks(box: Box, axis: 'x' | 'y'): number[] {
  const start = box[axis];
  const length = axis === 'x' ? box.width : box.height;
  return [start, start + length / 2, start + length];
}

function alignAxis(moved: Box, others: readonly Box[], axis: 'x' | 'y') {
  let best: { shift: number; at: number; other: Box } | undefined;
  for (const other of others) {
    const theirs = marks(other, axis);
    for (const [index, mark] of marks(moved, axis).entries()) {
      const at = theirs[index] ?? mark;
      const shift = at - mark;
      if (Math.abs(shift) <= pull && (!best || Math.abs(shift) < Math.abs(best.shift))) {
        best = { shift, at, other };
      }
    }
  }
  return best;
}

function toGuide(axis: 'x' | 'y', at: number, boxes: readonly [Box, Box]): Guide {
  const cross = axis === 'x' ? 'y' : 'x';
  const ends = boxes.flatMap((box) => {
    const [start = 0, , end = 0] = marks(box, cross);
    return [start, end];
  });
  return { axis, at, from: Math.min(...ends), to: Math.max(...ends) };
}

/** How far to move a dragged box so that it is in line with others nearby, and the lines that show it. */
export function alignDrag(
  moved: Box,
  others: readonly Box[],
): { x: number; y: number; guides: Guide[] } {
  const [x, y] = [alignAxis(moved, others, 'x'), alignAxis(moved, others, 'y')];
  const placed = { ...moved, x: moved.x + (x?.shift ?? 0), y: moved.y + (y?.shift ?? 0) };
  return {
    x: x?.shift ?? 0,
    y: y?.shift ?? 0,
    guides: [
      ...(x ? [toGuide('x', x.at, [placed, x.other])] : []),
      ...(y ? [toGuide('y', y.at, [placed, y.other])] : []),
    ],
  };
}
