import { describe, expect, it } from 'vitest';
import { joinFragments } from './join-fragments.ts';
import { orderBoxes } from './order-boxes.ts';
import type { RotatedBox } from './rotated-box.ts';

function box(left: number, top: number, width: number): RotatedBox {
  return { centerX: left + width / 2, centerY: top + 10, width, height: 20, angleRadians: 0 };
}

/** Turns boxes about the origin, as a page that lies askew. */
function turned(boxes: readonly RotatedBox[], angleRadians: number): RotatedBox[] {
  const cosine = Math.cos(angleRadians);
  const sine = Math.sin(angleRadians);
  return boxes.map((item) => ({
    ...item,
    centerX: item.centerX * cosine - item.centerY * sine,
    centerY: item.centerX * sine + item.centerY * cosine,
    angleRadians,
  }));
}

const page = [box(10, 10, 100), box(400, 13, 80), box(10, 40, 90), box(400, 37, 80)];

describe('orderBoxes', () => {
  it('reads rows from the top and each row from the left', () => {
    const shuffled = [page[3], page[1], page[2], page[0]].filter((item) => item !== undefined);
    expect(orderBoxes(shuffled)).toEqual(page);
  });

  it('follows the slant of the page', () => {
    const askew = turned(page, 0.1);
    expect(orderBoxes(askew.toReversed())).toEqual(askew);
  });
});

describe('joinFragments', () => {
  it('joins what stands within a word gap on one line', () => {
    const joined = joinFragments([box(118, 11, 50), box(10, 10, 100)]);
    expect(joined).toHaveLength(1);
    expect(joined[0]).toMatchObject({ centerX: 89, width: 158, height: 21 });
  });

  it('keeps columns, rows and letters of another size apart', () => {
    expect(joinFragments(page)).toHaveLength(page.length);
    const large = { ...box(115, 0, 60), height: 50 };
    expect(joinFragments([box(10, 10, 100), large])).toHaveLength(2);
  });
});
