import { afterAll, describe, expect, it } from 'vitest';
import { createLocal } from '../src/index.ts';
import { errorRate } from './error-rate.ts';
import { renderPage } from './render-page.ts';
import { ModelBench } from './run-model.ts';
import { seededRandom, testSeed } from './seeded-random.ts';

const seed = testSeed();
const random = seededRandom(seed);
const bench = new ModelBench(createLocal());
afterAll(() => bench.provider.close?.());

interface OcrOutput {
  text: string;
  lines: string[];
  boxes: { left: number; top: number; width: number; height: number }[];
  scores: number[];
}

/** Letters in random order: what no model of language can guess. */
function randomLine(): string {
  const words = Array.from({ length: 4 + Math.floor(random() * 3) }, () =>
    Array.from({ length: 2 + Math.floor(random() * 7) }, () =>
      String.fromCharCode(97 + Math.floor(random() * 26)),
    ).join(''),
  );
  return [...words, String(Math.floor(random() * 10_000))].join(' ');
}

async function read(png: Uint8Array): Promise<OcrOutput> {
  const image = await bench.artifacts.put(png);
  return (await bench.output('catena/ocr', { image })) as OcrOutput;
}

describe(`catena/ocr (seed ${seed})`, () => {
  it.each([
    { name: 'small print', fontSizePixels: 13, widthPixels: 640, turnDegrees: 0 },
    { name: 'print', fontSizePixels: 26, widthPixels: 1100, turnDegrees: 0 },
    { name: 'a page that lies askew', fontSizePixels: 26, widthPixels: 1200, turnDegrees: 3 },
  ])('reads $name of random letters with at most 5 % wrong', async ({ name, ...page }) => {
    const lines = Array.from({ length: 12 }, randomLine);
    const output = await read(await renderPage({ ...page, lines }));
    const rate = errorRate(Array.from(output.text), Array.from(lines.join('\n')));
    process.stdout.write(`${name}: character error rate ${(100 * rate).toFixed(2)} %\n`);
    expect(rate).toBeLessThanOrEqual(0.05);
    expect(output.lines).toHaveLength(lines.length);
    expect(output.boxes).toHaveLength(lines.length);
    expect(output.scores).toHaveLength(lines.length);
    expect(output.text).toBe(output.lines.join('\n'));
  });

  it('says where each line is, in pixels of the picture', async () => {
    const lines = ['alpha 1', 'beta 22 and more', 'gamma'];
    const { boxes } = await read(await renderPage({ lines, fontSizePixels: 24, widthPixels: 480 }));
    const pitch = 24 * 1.6;
    expect(boxes).toHaveLength(3);
    for (const [index, box] of boxes.entries()) {
      const baseline = pitch * (index + 1.7);
      expect(Object.values(box).every(Number.isInteger)).toBe(true);
      expect(Math.abs(box.left - pitch)).toBeLessThan(10);
      expect(box.top).toBeLessThan(baseline - 12);
      expect(box.top + box.height).toBeGreaterThanOrEqual(Math.floor(baseline));
    }
    expect(boxes[1]?.width).toBeGreaterThan(2 * (boxes[2]?.width ?? 0));
  });

  it('reads small pictures with text up to the edge', async () => {
    const lines = ['Sold 42'];
    const png = await renderPage({ lines, fontSizePixels: 14, widthPixels: 90 });
    expect((await read(png)).text).toBe('Sold 42');
  });

  it('finds nothing on an empty page', async () => {
    const png = await renderPage({ lines: [], fontSizePixels: 20, widthPixels: 64 });
    expect(await read(png)).toEqual({ text: '', lines: [], boxes: [], scores: [] });
  });

  it('names the port when the picture is none', async () => {
    const image = await bench.artifacts.put(Buffer.from('These are words, not pixels.'));
    const { prediction } = await bench.run('catena/ocr', { image });
    expect(prediction.status).toBe('failed');
    expect(prediction.error).toMatchObject({
      code: 'corrupt-image',
      message: expect.stringContaining('"image"'),
    });
  });
});
