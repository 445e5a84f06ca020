import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import { createMemoryArtifactStore } from '../artifact/memory-artifact-store.ts';
import { readAll } from '../artifact/read-all.ts';
import { createFsArtifactStore } from './fs-artifact-store.ts';
import { createSharpImageTool } from './sharp-image-tool.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catena-images-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Format = 'png' | 'jpeg' | 'webp' | 'gif';

function setUp(store = createMemoryArtifactStore(), options: { maxPixels?: number } = {}) {
  const tool = createSharpImageTool(store, options);
  const put = async (image: Sharp, format: Format = 'png') =>
    store.put(await image.toFormat(format).toBuffer());
  const plain = (color: string, size: { width: number; height: number }, format?: Format) =>
    put(sharp({ create: { ...size, channels: 3, background: color } }), format);
  const open = async (ref: ArtifactRef) => {
    const bytes = await readAll(store.read(ref.$artifact));
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    return (x: number, y: number) => {
      const start = (y * info.width + x) * info.channels;
      return [...data.subarray(start, start + info.channels)];
    };
  };
  const pixel = async (ref: ArtifactRef, x: number, y: number) => (await open(ref))(x, y);
  return { store, tool, put, plain, open, pixel };
}

const red = [255, 0, 0];
const blue = [0, 0, 255];

/** Red on the left, blue on the right. */
function twoColors(width: number, height: number): Sharp {
  const half = { create: { width: width / 2, height, channels: 3, background: 'blue' } } as const;
  return sharp({ create: { width, height, channels: 3, background: 'red' } })
    .composite([{ input: half, left: width / 2, top: 0 }])
    .removeAlpha();
}

describe('resizing', () => {
  it('follows the aspect where one side is given', async () => {
    const { tool, plain } = setUp();
    const image = await plain('red', { width: 40, height: 20 });
    expect(await tool.resize(image, { width: 10, fit: 'inside' })).toMatchObject({
      mediaType: 'image/png',
      width: 10,
      height: 5,
    });
    expect(await tool.resize(image, { height: 40, fit: 'inside' })).toMatchObject({ width: 80 });
  });

  it.each([
    ['inside', 20, 10],
    ['cover', 20, 20],
    ['contain', 20, 20],
    ['fill', 20, 20],
  ] as const)('fits by %s', async (fit, width, height) => {
    const { tool, plain } = setUp();
    const image = await plain('red', { width: 40, height: 20 });
    const result = await tool.resize(image, { width: 20, height: 20, fit });
    expect(result).toMatchObject({ width, height });
  });

  it('borders a PNG with nothing and a JPEG with white', async () => {
    const { tool, plain, pixel } = setUp();
    const size = { width: 40, height: 20 };
    const options = { width: 20, height: 20, fit: 'contain' } as const;
    const png = await tool.resize(await plain('red', size), options);
    const jpeg = await tool.resize(await plain('red', size, 'jpeg'), options);
    expect((await pixel(png, 10, 0))[3]).toBe(0);
    expect(await pixel(jpeg, 10, 0)).toEqual([255, 255, 255]);
    expect(jpeg.mediaType).toBe('image/jpeg');
  });

  it('applies the EXIF orientation first', async () => {
    const { tool, put, pixel } = setUp();
    const turned = await put(twoColors(40, 20).withMetadata({ orientation: 6 }), 'jpeg');
    const result = await tool.resize(turned, { width: 10, fit: 'inside' });
    expect(result).toMatchObject({ width: 10, height: 20 });
    const [top, bottom] = [await pixel(result, 5, 1), await pixel(result, 5, 18)];
    expect(top[0]).toBeGreaterThan(200);
    expect(bottom[2]).toBeGreaterThan(200);
  });

  it('gives the same artifact for the same input, from memory and from disk', async () => {
    const inMemory = setUp();
    const onDisk = setUp(createFsArtifactStore(join(folder, 'same')));
    const results = await Promise.all(
      [inMemory, inMemory, onDisk].map(async ({ tool, put }) =>
        tool.resize(await put(twoColors(40, 20)), { width: 13, fit: 'inside' }),
      ),
    );
    expect(new Set(results.map((ref) => ref.$artifact)).size).toBe(1);
  });
});

describe('cropping', () => {
  it('cuts the box out of the upright picture', async () => {
    const { tool, put, pixel } = setUp();
    const turned = await put(twoColors(40, 20).withMetadata({ orientation: 6 }), 'webp');
    const result = await tool.crop(turned, { left: 0, top: 30, width: 20, height: 5 });
    expect(result).toMatchObject({ mediaType: 'image/webp', width: 20, height: 5 });
    expect((await pixel(result, 10, 2))[2]).toBeGreaterThan(200);
  });

  it('keeps within the picture', async () => {
    const { tool, put, pixel } = setUp();
    const image = await put(twoColors(40, 20));
    const result = await tool.crop(image, { left: 30, top: -5, width: 100, height: 10 });
    expect(result).toMatchObject({ width: 10, height: 5 });
    expect(await pixel(result, 0, 0)).toEqual(blue);
  });

  it('says so when nothing of the box is inside', async () => {
    const { tool, put } = setUp();
    const image = await put(twoColors(40, 20));
    await expect(
      tool.crop(image, { left: 40, top: 0, width: 10, height: 10 }),
    ).rejects.toMatchObject({
      code: 'box-outside-image',
      message: expect.stringContaining('40×20'),
    });
  });
});

describe('compositing', () => {
  const place = { left: 0, top: 0, fitBase: false, opacity: 1 };

  it('lays the overlay at its place and cuts off what sticks out', async () => {
    const { tool, plain, pixel } = setUp();
    const base = await plain('red', { width: 20, height: 20 });
    const overlay = await plain('blue', { width: 30, height: 30 });
    const right = await tool.composite({ ...place, base, overlay, left: 10, top: 15 });
    expect(right).toMatchObject({ width: 20, height: 20 });
    expect(await pixel(right, 9, 15)).toEqual(red);
    expect(await pixel(right, 10, 15)).toEqual(blue);
    const left = await tool.composite({ ...place, base, overlay, left: -25, top: -25 });
    expect(await pixel(left, 4, 4)).toEqual(blue);
    expect(await pixel(left, 5, 5)).toEqual(red);
    const outside = await tool.composite({ ...place, base, overlay, left: 20 });
    expect(await pixel(outside, 19, 0)).toEqual(red);
  });

  it('shows the overlay where the mask is white', async () => {
    const { tool, put, plain, pixel } = setUp();
    const base = await plain('red', { width: 20, height: 20 });
    const overlay = await plain('blue', { width: 20, height: 20 });
    const black = { create: { width: 2, height: 4, channels: 3, background: 'black' } } as const;
    const mask = await put(
      sharp({ create: { width: 4, height: 4, channels: 3, background: 'white' } }).composite([
        { input: black, left: 0, top: 0 },
      ]),
    );
    const result = await tool.composite({ ...place, base, overlay, mask });
    expect(await pixel(result, 1, 10)).toEqual(red);
    expect(await pixel(result, 18, 10)).toEqual(blue);
  });

  it('mixes by opacity and by the transparency of the overlay', async () => {
    const { tool, put, plain, pixel } = setUp();
    const base = await plain('black', { width: 4, height: 4 });
    const white = await plain('white', { width: 4, height: 4 });
    const half = await tool.composite({ ...place, base, overlay: white, opacity: 0.5 });
    expect((await pixel(half, 1, 1))[0]).toBeCloseTo(128, -1);
    const clear = await put(
      sharp({ create: { width: 4, height: 4, channels: 4, background: '#ffffff80' } }),
    );
    const quarter = await tool.composite({ ...place, base, overlay: clear, opacity: 0.5 });
    expect((await pixel(quarter, 1, 1))[0]).toBeCloseTo(64, -1);
  });

  it('takes grey pictures as overlay and base', async () => {
    const { tool, put, plain, pixel } = setUp();
    const grey = await put(
      sharp({ create: { width: 4, height: 4, channels: 3, background: '#808080' } }).toColourspace(
        'b-w',
      ),
    );
    const base = await plain('red', { width: 8, height: 4 });
    const result = await tool.composite({ ...place, base, overlay: grey });
    expect(await pixel(result, 1, 1)).toEqual([128, 128, 128]);
    const colored = await tool.composite({ ...place, base: grey, overlay: base });
    expect(await pixel(colored, 1, 1)).toEqual(red);
  });

  it('brings the base to the size of the overlay', async () => {
    const { tool, put, pixel } = setUp();
    const base = await put(twoColors(40, 10));
    const overlay = await put(
      sharp({ create: { width: 20, height: 20, channels: 4, background: '#00000000' } }),
    );
    const result = await tool.composite({ ...place, base, overlay, fitBase: true });
    expect(result).toMatchObject({ width: 20, height: 20 });
    expect(await pixel(result, 1, 10)).toEqual(red);
    expect(await pixel(result, 18, 10)).toEqual(blue);
  });
});

describe('converting', () => {
  it.each(['png', 'jpeg', 'webp', 'avif'] as const)('writes %s', async (format) => {
    const { tool, plain } = setUp();
    const image = await plain('red', { width: 32, height: 16 }, 'gif');
    expect(await tool.convert(image, { format, quality: 80 })).toMatchObject({
      mediaType: `image/${format}`,
      width: 32,
      height: 16,
    });
  });

  it('turns what is transparent white in a JPEG', async () => {
    const { tool, put, pixel } = setUp();
    const clear = await put(
      sharp({ create: { width: 8, height: 8, channels: 4, background: '#00000000' } }),
    );
    const result = await tool.convert(clear, { format: 'jpeg', quality: 90 });
    expect(await pixel(result, 4, 4)).toEqual([255, 255, 255]);
  });
});

describe('a contact sheet', () => {
  const options = { labels: [], columns: 3, cellSize: 64, background: '#ffffff' };

  it('has equal cells in as many columns as asked, or as there are pictures', async () => {
    const { tool, plain } = setUp();
    const wide = await plain('red', { width: 40, height: 10 });
    const tall = await plain('blue', { width: 10, height: 40 });
    const gap = 8;
    const four = await tool.contactSheet({ ...options, images: [wide, tall, wide, tall] });
    expect(four).toMatchObject({ width: 3 * (64 + gap) + gap, height: 2 * (64 + gap) + gap });
    const two = await tool.contactSheet({ ...options, images: [wide, tall] });
    expect(two).toMatchObject({ width: 2 * (64 + gap) + gap, height: 64 + 2 * gap });
  });

  it('draws labels below the pictures, whatever they contain', async () => {
    const { tool, plain, open } = setUp();
    const image = await plain('red', { width: 10, height: 10 });
    const label = '<b>a & b</b>\n"quoted" ' + 'long '.repeat(50);
    const sheet = await tool.contactSheet({ ...options, images: [image], labels: [label] });
    expect(sheet.height).toBeGreaterThan(64 + 16);
    const read = await open(sheet);
    const inks: number[] = [];
    for (let x = 8; x < 72; x += 1) {
      for (let y = 72; y < (sheet.height ?? 0); y += 1) inks.push(read(x, y)[0] ?? 0);
    }
    expect(Math.min(...inks)).toBeLessThan(100);
  });

  it('chooses letters that can be read on the background', async () => {
    const { tool, plain, open } = setUp();
    const images = [await plain('red', { width: 10, height: 10 })];
    const dark = { ...options, images, labels: ['WWWWWW'], background: '#111' };
    const sheet = await tool.contactSheet(dark);
    const read = await open(sheet);
    expect(read(1, 1)).toEqual([17, 17, 17]);
    const row = Array.from({ length: 64 }, (_, x) => read(8 + x, 72 + 12));
    expect(Math.max(...row.map(([value = 0]) => value))).toBeGreaterThan(150);
  });

  it('refuses what is no colour and what would be too large', async () => {
    const { tool, plain } = setUp();
    const images = [await plain('red', { width: 10, height: 10 })];
    await expect(
      tool.contactSheet({ ...options, images, background: 'blurple' }),
    ).rejects.toMatchObject({ code: 'invalid-color' });
    const many = Array.from({ length: 100 }, () => images[0] as ArtifactRef);
    await expect(
      tool.contactSheet({ ...options, images: many, cellSize: 2048 }),
    ).rejects.toMatchObject({ code: 'image-too-large' });
  });
});

describe('a picture that cannot be used', () => {
  const cutOff = async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const bytes = await sharp({
      create: { width: 200, height: 200, channels: 3, noise, background: 'red' },
    })
      .jpeg()
      .toBuffer();
    return bytes.subarray(0, bytes.length / 2);
  };

  it('is told as corrupt with its facts, at every operation and from every store', async () => {
    for (const { tool, store, plain } of [
      setUp(),
      setUp(createFsArtifactStore(join(folder, 'corrupt'))),
    ]) {
      const broken = await store.put(await cutOff());
      const good = await plain('red', { width: 10, height: 10 });
      const place = { left: 0, top: 0, fitBase: false, opacity: 1 };
      const sheet = { labels: [], columns: 1, cellSize: 32, background: 'white' };
      const attempts = [
        () => tool.resize(broken, { width: 10, fit: 'inside' }),
        () => tool.crop(broken, { left: 0, top: 0, width: 200, height: 200 }),
        () => tool.convert(broken, { format: 'png', quality: 80 }),
        () => tool.composite({ ...place, base: broken, overlay: good }),
        () => tool.composite({ ...place, base: good, overlay: broken }),
        () => tool.contactSheet({ ...sheet, images: [good, broken] }),
      ];
      for (const attempt of attempts) {
        await expect(attempt()).rejects.toMatchObject({
          code: 'corrupt-image',
          retryable: false,
          message: expect.stringMatching(/image\/jpeg, 200×200, \d+\.\d kB/),
        });
      }
    }
  });

  it('is told as corrupt when it is no picture at all', async () => {
    const { tool, store } = setUp();
    const text = await store.put(new TextEncoder().encode('hello'));
    await expect(tool.convert(text, { format: 'png', quality: 80 })).rejects.toMatchObject({
      code: 'corrupt-image',
      message: expect.stringContaining('text/plain'),
    });
  });

  it('is told as too large before its pixels are read', async () => {
    const { tool, plain } = setUp(createMemoryArtifactStore(), { maxPixels: 1_000_000 });
    const large = await plain('red', { width: 1200, height: 1000 });
    await expect(tool.convert(large, { format: 'png', quality: 80 })).rejects.toMatchObject({
      code: 'image-too-large',
      message: expect.stringContaining('1200×1000'),
    });
    const small = await plain('red', { width: 10, height: 10 });
    await expect(tool.resize(small, { width: 2000, fit: 'inside' })).rejects.toMatchObject({
      code: 'image-too-large',
    });
  });

  it('is told as missing when the store does not have it', async () => {
    const { tool, plain } = setUp();
    const image = await plain('red', { width: 10, height: 10 });
    const missing = { ...image, $artifact: '0'.repeat(64) };
    await expect(tool.convert(missing, { format: 'png', quality: 80 })).rejects.toMatchObject({
      code: 'artifact-not-found',
    });
  });
});
