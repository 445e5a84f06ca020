import type { Page } from '@playwright/test';

/** How evenly a page drew while something happened to it. */
export interface Frames {
  count: number;
  p50Ms: number;
  p95Ms: number;
  framesPerSecond: number;
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Run in every page before its own scripts; as text, since what builds this file adds helpers to functions. */
const recorder = `
  window.benchFrames = {
    times: undefined,
    begin() {
      const times = [];
      this.times = times;
      const tick = (time) => {
        if (this.times !== times) return;
        times.push(time);
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    },
    end() {
      const times = this.times;
      this.times = undefined;
      return times;
    },
  };
`;

/** Makes a page ready to be measured; before it is navigated. */
export async function prepareFrames(page: Page): Promise<void> {
  await page.addInitScript({ content: recorder });
}

/** Measures the time between frames of a page while `act` goes on. */
export async function measureFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate('benchFrames.begin()');
  await act();
  const times = (await page.evaluate('benchFrames.end()')) as number[];
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const sorted = gaps.toSorted((one, other) => one - other);
  const totalMs = gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    count: gaps.length,
    p50Ms: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    framesPerSecond: (gaps.length * 1000) / totalMs,
  };
}
