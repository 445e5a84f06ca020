interface Size {
  width: number;
  height: number;
}

/** Least distance between the box and the edge of the page, in pixels. */
const margin = 8;

/** Where a box opens that belongs to a point, wholly on the page; in its upper middle without a point. */
export function placeBox(
  at: { x: number; y: number } | undefined,
  page: Size,
  wanted: Size,
): { left: number; top: number; width: number; maxHeight: number } {
  const width = Math.min(wanted.width, page.width - 2 * margin);
  const maxHeight = Math.min(wanted.height, page.height - 2 * margin);
  const point = at ?? { x: (page.width - width) / 2, y: page.height * 0.16 };
  const keep = (start: number, size: number, space: number) =>
    Math.round(Math.max(margin, Math.min(start, space - size - margin)));
  return {
    left: keep(point.x, width, page.width),
    top: keep(point.y, maxHeight, page.height),
    width,
    maxHeight,
  };
}
