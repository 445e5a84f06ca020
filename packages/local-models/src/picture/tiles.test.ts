import { describe, expect, it } from 'vitest';
import { cutTiles } from './tiles.ts';

const options = { size: 192, overlap: 8 };

describe('cutTiles', () => {
  it('leaves a picture whole that fits', () => {
    const box = { left: 0, top: 0, width: 192, height: 5 };
    expect(cutTiles({ width: 192, height: 5 }, options)).toEqual([{ core: box, seen: box }]);
  });

  it.each([
    [193, 193],
    [1000, 177],
    [352, 353],
    [1, 4001],
  ])('covers each pixel of %i x %i once, and sees around it', (width, height) => {
    const covered = new Uint8Array(width * height);
    for (const { core, seen } of cutTiles({ width, height }, options)) {
      for (let y = core.top; y < core.top + core.height; y += 1) {
        for (let x = core.left; x < core.left + core.width; x += 1) {
          covered[y * width + x] = (covered[y * width + x] ?? 0) + 1;
        }
      }
      expect(seen.width).toBeLessThanOrEqual(192);
      expect(seen.height).toBeLessThanOrEqual(192);
      expect(seen.left).toBe(Math.max(0, Math.min(seen.left, core.left)));
      expect(seen.left + seen.width).toBeLessThanOrEqual(width);
      expect(seen.top + seen.height).toBeLessThanOrEqual(height);
      if (core.left > 0) expect(core.left - seen.left).toBe(8);
      if (core.top > 0) expect(core.top - seen.top).toBe(8);
    }
    expect(covered.every((count) => count === 1)).toBe(true);
  });
});
