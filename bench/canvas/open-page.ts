import type { Page } from '@playwright/test';
import './page-api.ts';

/** A page with a canvas, and the few things that are done to it from outside. */
export interface CanvasUnderTest {
  name: string;
  /** How its canvas is panned. */
  panBy: 'wheel' | 'drag';
  url(count: number): Promise<string>;
  /** Resolves when the graph is there to be seen. */
  ready(page: Page): Promise<void>;
  atZoomOne(page: Page): Promise<void>;
  wholeGraph(page: Page): Promise<void>;
  /** The header of a node that is in view. */
  grip(page: Page): Promise<{ x: number; y: number }>;
  /** Puts the cursor into a text field of a node; false where it has none that is typed into in place. */
  enterField(page: Page): Promise<boolean>;
}

const settleMs = 600;

/** A page of this folder, which tells of itself through `window.benchPage`. */
export function createPeer(options: {
  name: string;
  path: string;
  base: string;
  query?: string;
  panBy?: 'wheel' | 'drag';
  field?: string;
}): CanvasUnderTest {
  const { name, path, base, query = '', field, panBy = 'wheel' } = options;
  return {
    name,
    panBy,
    url: (count) => Promise.resolve(`${base}/${path}?count=${count}${query}`),
    async ready(page) {
      await page.waitForFunction(() => window.benchPage?.ready() === true, undefined, {
        timeout: 120_000,
      });
    },
    async atZoomOne(page) {
      await page.evaluate(() => window.benchPage?.setZoom(1));
      await page.waitForTimeout(settleMs);
    },
    async wholeGraph(page) {
      await page.evaluate(() => window.benchPage?.fit());
      await page.waitForTimeout(settleMs);
    },
    grip: (page) => page.evaluate(() => window.benchPage?.grip() ?? { x: 0, y: 0 }),
    async enterField(page) {
      if (field === undefined) return false;
      await page.locator(field).first().click();
      return true;
    },
  };
}
