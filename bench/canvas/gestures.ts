import type { Page } from '@playwright/test';

const moves = 90;

/** Moves the pointer with a button held, in a wide curve, one move after the other. */
async function drag(
  page: Page,
  from: { x: number; y: number },
  button: 'left' | 'middle',
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  for (let step = 1; step <= moves; step += 1) {
    const angle = (step / moves) * Math.PI * 2;
    await page.mouse.move(from.x + Math.sin(angle) * 220, from.y + (1 - Math.cos(angle)) * 120);
  }
  await page.mouse.up({ button });
}

/** Pans from an empty place with the wheel, there and back: every canvas is set to pan with it or is dragged. */
export async function panByWheel(page: Page, over: { x: number; y: number }): Promise<void> {
  await page.mouse.move(over.x, over.y);
  for (let step = 0; step < moves; step += 1) {
    const back = step >= moves / 2 ? -1 : 1;
    await page.mouse.wheel(30 * back, 18 * back);
  }
}

/** Pans by dragging with the middle button. */
export function panByDrag(page: Page, from: { x: number; y: number }): Promise<void> {
  return drag(page, from, 'middle');
}

/** Drags what is under the pointer. */
export function dragNode(page: Page, from: { x: number; y: number }): Promise<void> {
  return drag(page, from, 'left');
}

/** Types a sentence, key by key. */
export async function typeSentence(page: Page): Promise<void> {
  await page.keyboard.type('a lighthouse in the evening, seen from a small boat ', { delay: 15 });
}
