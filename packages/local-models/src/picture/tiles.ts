/** A part of a picture to compute, and the larger part around it that has to be looked at. */
export interface Tile {
  core: Box;
  seen: Box;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Cuts a picture into tiles whose seen parts are at most `size` pixels a side and reach `overlap`
 * pixels beyond their cores, so that no seam shows. Cores cover the picture without gap or overlap.
 */
export function cutTiles(
  picture: { width: number; height: number },
  { size, overlap }: { size: number; overlap: number },
): Tile[] {
  const columns = cutAxis(picture.width, size, overlap);
  const rows = cutAxis(picture.height, size, overlap);
  return rows.flatMap((row) =>
    columns.map((column) => ({
      core: { left: column.start, top: row.start, width: column.length, height: row.length },
      seen: {
        left: column.seenStart,
        top: row.seenStart,
        width: column.seenLength,
        height: row.seenLength,
      },
    })),
  );
}

function cutAxis(length: number, size: number, overlap: number) {
  if (length <= size) return [{ start: 0, length, seenStart: 0, seenLength: length }];
  const step = size - 2 * overlap;
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => {
    const start = index * step;
    const end = Math.min(length, start + step);
    const seenStart = Math.max(0, start - overlap);
    const seenEnd = Math.min(length, end + overlap);
    return { start, length: end - start, seenStart, seenLength: seenEnd - seenStart };
  });
}
