import { describe, expect, it } from 'vitest';
import { connectedComponents, type ProbabilityMap } from './connected-components.ts';
import { findTextBoxes } from './find-text-boxes.ts';
import { minimumAreaBox } from './minimum-area-box.ts';
import { uprightBounds, type RotatedBox } from './rotated-box.ts';
import { unclip } from './unclip.ts';

function mapOf(rows: readonly string[], probability = 0.9): ProbabilityMap {
  const width = rows[0]?.length ?? 0;
  const cells = rows.flatMap((row) => Array.from(row, (cell) => (cell === '#' ? probability : 0)));
  return { data: Float32Array.from(cells), width, height: rows.length };
}

/** A map with one filled, turned rectangle. */
function mapWithBox(box: RotatedBox): ProbabilityMap {
  const width = 200;
  const height = 120;
  const cosine = Math.cos(box.angleRadians);
  const sine = Math.sin(box.angleRadians);
  const data = Float32Array.from({ length: width * height }, (_, index) => {
    const x = (index % width) + 0.5 - box.centerX;
    const y = Math.floor(index / width) + 0.5 - box.centerY;
    const isInside =
      Math.abs(x * cosine + y * sine) <= box.width / 2 &&
      Math.abs(y * cosine - x * sine) <= box.height / 2;
    return isInside ? 0.95 : 0.01;
  });
  return { data, width, height };
}

describe('connectedComponents', () => {
  it('joins pixels that touch by a corner and keeps others apart', () => {
    const components = connectedComponents(mapOf(['##...#', '..#..#', '......', '#.....']), 0.3);
    expect(components.map(({ sizePixels }) => sizePixels)).toEqual([3, 2, 1]);
    expect(components[0]).toMatchObject({
      top: 0,
      rows: [
        { first: 0, last: 1 },
        { first: 2, last: 2 },
      ],
    });
    expect(components[0]?.meanValue).toBeCloseTo(0.9);
  });
});

describe('unclip', () => {
  it('grows each side by area times ratio by perimeter', () => {
    const box = { centerX: 50, centerY: 20, width: 60, height: 20, angleRadians: 0.1 };
    expect(unclip(box, 1.5)).toEqual({ ...box, width: 60 + 22.5, height: 20 + 22.5 });
  });
});

describe('minimumAreaBox', () => {
  it.each([0, 0.1, -0.3, 0.6])('finds a rectangle turned by %f radians', (angleRadians) => {
    const cosine = Math.cos(angleRadians);
    const sine = Math.sin(angleRadians);
    const corners = [-1, 1].flatMap((along) =>
      [-1, 1].map((across) => ({
        x: 30 + 20 * along * cosine - 5 * across * sine,
        y: 40 + 20 * along * sine + 5 * across * cosine,
      })),
    );
    const box = minimumAreaBox(corners);
    expect(box.centerX).toBeCloseTo(30);
    expect(box.centerY).toBeCloseTo(40);
    expect(box.width).toBeCloseTo(40);
    expect(box.height).toBeCloseTo(10);
    expect(box.angleRadians).toBeCloseTo(angleRadians);
  });
});

describe('findTextBoxes', () => {
  it('gives a turned line its place, angle and grown size', () => {
    const box = { centerX: 100, centerY: 60, width: 120, height: 12, angleRadians: 0.12 };
    const [found, ...others] = findTextBoxes(mapWithBox(box));
    const grown = unclip(box, 1.5);
    expect(others).toEqual([]);
    expect(found?.centerX).toBeCloseTo(grown.centerX, 0);
    expect(found?.centerY).toBeCloseTo(grown.centerY, 0);
    expect(found?.angleRadians).toBeCloseTo(0.12, 1);
    expect(Math.abs((found?.width ?? 0) - grown.width)).toBeLessThan(4);
    expect(Math.abs((found?.height ?? 0) - grown.height)).toBeLessThan(4);
  });

  it('leaves out specks and what is hardly text', () => {
    expect(findTextBoxes(mapOf(['......', '.##...', '......']))).toEqual([]);
    expect(findTextBoxes(mapOf(Array<string>(8).fill('########'), 0.4))).toEqual([]);
  });
});

describe('uprightBounds', () => {
  it('gives whole pixels inside the page', () => {
    const box = { centerX: 10, centerY: 5, width: 30, height: 8.5, angleRadians: 0 };
    expect(uprightBounds(box, { width: 20, height: 50 })).toEqual({
      left: 0,
      top: 0,
      width: 20,
      height: 10,
    });
  });
});
