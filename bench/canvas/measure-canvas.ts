import type { Browser, Page } from '@playwright/test';
import { measureFrames, prepareFrames, type Frames } from './frames.ts';
import { dragNode, panByDrag, panByWheel, typeSentence } from './gestures.ts';
import type { CanvasUnderTest } from './open-page.ts';

/** What one canvas did with one graph. */
export interface CanvasFigures {
  name: string;
  count: number;
  /** From the start of the navigation until the graph was drawn. */
  firstRenderMs: number;
  /** Of JavaScript, after a collection. */
  heapMegabytes: number;
  frames: Partial<
    Record<'panAtOne' | 'dragAtOne' | 'typeAtOne' | 'panWhole' | 'dragWhole', Frames>
  >;
}

const pans = { wheel: panByWheel, drag: panByDrag };
const viewport = { width: 1440, height: 900 };
const middle = { x: 760, y: 470 };

async function firstRender(page: Page, canvas: CanvasUnderTest, count: number): Promise<number> {
  const url = await canvas.url(count);
  const begin = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await canvas.ready(page);
  // Until it is on the screen: two frames after it is in the page.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return performance.now() - begin;
}

async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1_000_000;
}

/** Opens a graph on a canvas and does to it what people do. */
export async function measureCanvas(
  browser: Browser,
  canvas: CanvasUnderTest,
  count: number,
): Promise<CanvasFigures> {
  const page = await browser.newPage({ viewport });
  await prepareFrames(page);
  const firstRenderMs = await firstRender(page, canvas, count);
  const frames: CanvasFigures['frames'] = {};
  await canvas.atZoomOne(page);
  frames.dragAtOne = await measureFrames(page, async () => dragNode(page, await canvas.grip(page)));
  if (await canvas.enterField(page)) {
    frames.typeAtOne = await measureFrames(page, () => typeSentence(page));
    await page.keyboard.press('Escape');
    await page.mouse.click(middle.x, viewport.height - 40);
  }
  const pan = () => pans[canvas.panBy](page, middle);
  frames.panAtOne = await measureFrames(page, pan);
  await canvas.wholeGraph(page);
  frames.panWhole = await measureFrames(page, pan);
  await canvas.wholeGraph(page);
  frames.dragWhole = await measureFrames(page, async () => dragNode(page, await canvas.grip(page)));
  const heap = await heapMegabytes(page);
  await page.close();
  return { name: canvas.name, count, firstRenderMs, heapMegabytes: heap, frames };
}
