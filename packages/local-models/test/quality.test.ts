import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createLocal } from '../src/index.ts';
import { drawnPage, examplePicture, likeness, pixelsOf } from './pictures.ts';
import { ModelBench } from './run-model.ts';

const bench = new ModelBench(createLocal());

afterAll(() => bench.provider.close?.());

interface Faces {
  boxes: { left: number; top: number; width: number; height: number }[];
  scores: number[];
}

async function findFaces(picture: Uint8Array): Promise<Faces> {
  const image = await bench.put(picture);
  return (await bench.output('catena/detect-faces', { image })) as Faces;
}

async function embed(text: string): Promise<number[]> {
  return (await bench.output('catena/embed-text', { text })) as number[];
}

function product(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

describe('catena/upscale', () => {
  it('comes at least 2 dB closer to the original than Lanczos at twice the size', async () => {
    const original = await drawnPage(400, 300);
    const small = await sharp(original).resize(200, 150, { kernel: 'cubic' }).png().toBuffer();
    const image = await bench.put(small);
    const ours = await bench.outputFile('catena/upscale', { image, scale: 2 });
    const lanczos = await sharp(small).resize(400, 300, { kernel: 'lanczos3' }).png().toBuffer();
    const gain = (await likeness(original, ours)) - (await likeness(original, lanczos));
    expect(gain).toBeGreaterThan(2);
  });

  it('is closer to a photo than Lanczos', async () => {
    const original = await sharp(await examplePicture('cat'))
      .resize(440, 300)
      .png()
      .toBuffer();
    const small = await sharp(original).resize(220, 150, { kernel: 'cubic' }).png().toBuffer();
    const image = await bench.put(small);
    const ours = await bench.outputFile('catena/upscale', { image });
    const lanczos = await sharp(small).resize(440, 300, { kernel: 'lanczos3' }).png().toBuffer();
    const gain = (await likeness(original, ours)) - (await likeness(original, lanczos));
    expect(gain).toBeGreaterThan(1);
  });

  it.each([2, 3, 4])('makes it %i times larger, whatever the size and the tiles', async (scale) => {
    const image = await bench.put(await drawnPage(211, 57));
    const made = await bench.outputFile('catena/upscale', { image, scale });
    const { width, height } = await sharp(made).metadata();
    expect([width, height]).toEqual([211 * scale, 57 * scale]);
  });

  it('shows no seam between tiles', async () => {
    const page = await drawnPage(400, 300);
    const whole = await bench.outputFile('catena/upscale', { image: await bench.put(page) });
    // The middle of another cut of the picture, where its seams would lie elsewhere.
    const part = await sharp(page)
      .extract({ left: 90, top: 60, width: 190, height: 190 })
      .png()
      .toBuffer();
    const other = await bench.outputFile('catena/upscale', { image: await bench.put(part) });
    const inner = { width: 320, height: 320 };
    const fromWhole = await sharp(whole)
      .extract({ left: 210, top: 150, ...inner })
      .png()
      .toBuffer();
    const fromPart = await sharp(other)
      .extract({ left: 30, top: 30, ...inner })
      .png()
      .toBuffer();
    expect(await likeness(fromWhole, fromPart)).toBeGreaterThan(50);
  });

  it('keeps transparency', async () => {
    const picture = await sharp({
      create: {
        width: 40,
        height: 30,
        channels: 4,
        background: { r: 200, g: 30, b: 30, alpha: 0.5 },
      },
    })
      .png()
      .toBuffer();
    const made = await bench.outputFile('catena/upscale', { image: await bench.put(picture) });
    const { data, info } = await sharp(made).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 80, height: 60, channels: 4 });
    expect(data[3]).toBeGreaterThan(125);
    expect(data[3]).toBeLessThan(130);
  });

  it('turns a photo upright as its camera noted', async () => {
    const turned = await sharp(await drawnPage(80, 40))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const made = await bench.outputFile('catena/upscale', { image: await bench.put(turned) });
    const { width, height } = await sharp(made).metadata();
    expect([width, height]).toEqual([80, 160]);
  });

  it('refuses a result that would not fit in memory', async () => {
    const huge = await sharp({
      create: { width: 4000, height: 3000, channels: 3, background: 'white' },
    })
      .png()
      .toBuffer();
    const { prediction } = await bench.run('catena/upscale', {
      image: await bench.put(huge),
      scale: 4,
    });
    expect(prediction.error).toMatchObject({ code: 'image-too-large', retryable: false });
  });
});

describe('a picture that would fill all memory', () => {
  it('is refused before it is decoded', async () => {
    const size = { width: 12_000, height: 9_000, channels: 3 as const };
    const bomb = await sharp({ create: { ...size, background: 'white' }, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const { prediction } = await bench.run('catena/nsfw', { image: await bench.put(bomb) });
    expect(prediction.error).toMatchObject({ code: 'image-too-large', retryable: false });
  });
});

describe('catena/detect-faces', () => {
  it('finds the one face of a portrait, where it is', async () => {
    const { boxes, scores } = await findFaces(await examplePicture('portrait'));
    expect(boxes).toHaveLength(1);
    expect(scores[0]).toBeGreaterThan(0.7);
    const [box] = boxes;
    const { width } = await sharp(await examplePicture('portrait')).metadata();
    const centre = {
      x: (box?.left ?? 0) + (box?.width ?? 0) / 2,
      y: (box?.top ?? 0) + (box?.height ?? 0) / 2,
    };
    expect(centre.x / width).toBeCloseTo(0.44, 1);
    expect(centre.y / width).toBeCloseTo(0.24, 1);
    expect(box?.width).toBe(box?.height);
  });

  it('finds every face of a sheet of portraits', async () => {
    const portrait = await sharp(await examplePicture('portrait'))
      .extract({ left: 90, top: 10, width: 270, height: 270 })
      .toBuffer();
    const sheet = await sharp({
      create: { width: 900, height: 320, channels: 3, background: '#778' },
    })
      .composite([20, 315, 610].map((left) => ({ input: portrait, left, top: 25 })))
      .png()
      .toBuffer();
    expect((await findFaces(sheet)).boxes).toHaveLength(3);
  });

  it.each([
    ['a drawn page', () => drawnPage(400, 300)],
    ['a cat', () => examplePicture('cat')],
  ])('finds no human face in %s', async (_name, makePicture) => {
    expect(await findFaces(await makePicture())).toEqual({ boxes: [], scores: [] });
  });
});

describe('catena/person-mask', () => {
  it('covers the person of a portrait and not the background', async () => {
    const portrait = await examplePicture('portrait');
    const mask = await bench.outputFile('catena/person-mask', { image: await bench.put(portrait) });
    const grey = sharp(mask).toColourspace('b-w').raw();
    const { data, info } = await grey.toBuffer({ resolveWithObject: true });
    expect(await sharp(mask).metadata()).toMatchObject({ channels: 1, format: 'png' });
    const { width, height } = await sharp(portrait).metadata();
    expect(info).toMatchObject({ width, height, channels: 1 });
    const at = (x: number, y: number) =>
      data[Math.round(y * height) * width + Math.round(x * width)];
    expect(at(0.44, 0.25)).toBeGreaterThan(240);
    expect(at(0.4, 0.6)).toBeGreaterThan(240);
    expect(at(0.9, 0.1)).toBeLessThan(15);
    expect(at(0.05, 0.1)).toBeLessThan(15);
  });

  it('marks nobody where nobody is', async () => {
    const image = await bench.put(await drawnPage(400, 300));
    const mask = await bench.outputFile('catena/person-mask', { image });
    const values = await pixelsOf(mask);
    const covered = values.filter((value) => value > 127).length / values.length;
    expect(covered).toBeLessThan(0.1);
  });
});

describe('catena/nsfw', () => {
  it.each([
    ['a drawn page', () => drawnPage(400, 300)],
    ['a cat', () => examplePicture('cat')],
    ['a portrait', () => examplePicture('portrait')],
  ])('finds nothing unsafe in %s', async (_name, makePicture) => {
    const image = await bench.put(await makePicture());
    const scores = (await bench.output('catena/nsfw', { image })) as Record<string, number>;
    expect(scores['unsafe']).toBeLessThan(0.2);
    expect(['neutral', 'drawing']).toContain(scores['label']);
    const classes = ['drawing', 'hentai', 'neutral', 'porn', 'sexy'];
    const total = classes.reduce((sum, name) => sum + (scores[name] ?? 0), 0);
    expect(total).toBeCloseTo(1, 2);
  });
});

describe('catena/embed-text', () => {
  it('puts like meanings close and others apart', async () => {
    const cat = await embed('The cat sleeps on the sofa.');
    const kitten = await embed('A kitten is napping on the couch.');
    const market = await embed('The stock market fell sharply today.');
    const shares = await embed('Shares dropped on Wall Street.');
    expect(cat).toHaveLength(512);
    expect(product(cat, cat)).toBeCloseTo(1, 3);
    expect(product(cat, kitten)).toBeGreaterThan(0.75);
    expect(product(market, shares)).toBeGreaterThan(0.55);
    expect(product(cat, market)).toBeLessThan(0.3);
  });

  it.each(['🙂🙂', ' ', 'word '.repeat(2000), 'a : b ://'])('takes odd text: %j', async (text) => {
    const vector = await embed(text);
    expect(product(vector, vector)).toBeCloseTo(1, 3);
  });
});

describe('catena/abstract-art', () => {
  const small = { width: 96, height: 64 };
  const draw = async (input: Record<string, unknown>) =>
    bench.outputFile('catena/abstract-art', { ...small, ...input });

  it('draws the same picture for the same prompt and seed', async () => {
    const one = await draw({ prompt: 'a quiet harbour at dusk', seed: 7 });
    const other = await draw({ prompt: 'a quiet harbour at dusk', seed: 7 });
    expect(Buffer.from(one).equals(other)).toBe(true);
    const { width, height } = await sharp(one).metadata();
    expect({ width, height }).toEqual(small);
  });

  it('draws another picture for another prompt, seed or none', async () => {
    const one = await draw({ prompt: 'a quiet harbour at dusk', seed: 7 });
    for (const input of [
      { prompt: 'rage and fire', seed: 7 },
      { prompt: 'a quiet harbour at dusk', seed: 8 },
      { prompt: 'a quiet harbour at dusk' },
    ]) {
      expect(await likeness(one, await draw(input))).toBeLessThan(25);
    }
  });

  it('draws like pictures for like prompts', async () => {
    const one = await draw({ prompt: 'The cat sleeps on the sofa.', seed: 3 });
    const like = await draw({ prompt: 'The cat sleeps on a sofa.', seed: 3 });
    const unlike = await draw({ prompt: 'Shares dropped on Wall Street.', seed: 3 });
    expect(await likeness(one, like)).toBeGreaterThan((await likeness(one, unlike)) + 3);
  });
});
