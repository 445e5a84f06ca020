import { EngineError } from '@catena/engine';
import type { InferenceSession } from 'onnxruntime-node';
import sharp from 'sharp';
import { openSession } from '../onnx/open-session.ts';
import { runSession } from '../onnx/run-session.ts';
import { readPicture, type Picture } from '../picture/read-picture.ts';
import { cutTiles, type Tile } from '../picture/tiles.ts';
import { convertLayersModelFile } from '../weights/convert/layers-model.ts';
import { cogSchema, fileOutput, imageInput } from './cog-schema.ts';
import { landscapePng } from './example-pictures.ts';
import type { LoadedModel, LocalModel, PredictContext } from './local-model.ts';

const scales = [2, 3, 4];
const tileSize = 192;
// The net looks nine pixels far; what lies beyond eight changes nothing that can be seen.
const tileOverlap = 8;
const mostOutputPixels = 100_000_000;

export const upscale: LocalModel = {
  name: 'catena/upscale',
  revision: 2,
  title: 'Upscale',
  description: 'Enlarges a picture two, three or four times and keeps its edges sharp.',
  openapiSchema: cogSchema({
    input: {
      image: imageInput('The picture to enlarge. Transparency is kept.'),
      scale: {
        description: 'How many times wider and higher the result is.',
        default: 2,
        choice: { type: 'integer', enum: scales },
      },
    },
    required: ['image'],
    output: fileOutput,
  }),
  defaultExample: { input: { image: landscapePng, scale: 2 } },
  card: {
    summary: 'Super-resolution with a small residual dense net (ESRGAN slim).',
    source: 'npm package @upscalerjs/esrgan-slim 1.0.0, from the UpscalerJS project',
    licence: { code: 'MIT', weights: 'MIT' },
    limits: [
      'Sharpens what is there; it does not invent detail that was lost.',
      'At four times flat areas may show a faint grid; twice two times is often better.',
      'The result may have at most 100 million pixels.',
    ],
    downloadBytes: 4_357_056,
  },
  weights: [
    {
      name: '@upscalerjs/esrgan-slim',
      version: '1.0.0',
      integrity:
        'sha512-DXtwn5SE71+pZKluN/hGeLaZv6ZylyFQYSvMqU08kKCEA5Y9Q1cIIk4EvPTPZw8VqGi2C6F02c8OjhtId4BK2w==',
      files: scales.map((scale) => ({
        as: `esrgan-slim-x${scale}.onnx`,
        path: `models/x${scale}/model.json`,
        convert: convertLayersModelFile,
      })),
    },
  ],
  async load(context): Promise<LoadedModel> {
    const sessions = new Map<number, InferenceSession>();
    return {
      async predict(input, predictContext) {
        const scale = Number(input['scale']);
        const session =
          sessions.get(scale) ??
          (await openSession(context.weightPath(`esrgan-slim-x${scale}.onnx`)));
        sessions.set(scale, session);
        const picture = await readPicture(input['image'], 'image');
        return enlarge({ picture, scale, session }, predictContext);
      },
    };
  },
};

interface Enlargement {
  picture: Picture;
  scale: number;
  session: InferenceSession;
}

async function enlarge(enlargement: Enlargement, context: PredictContext): Promise<unknown> {
  const { picture, scale } = enlargement;
  const width = picture.width * scale;
  const height = picture.height * scale;
  if (width * height > mostOutputPixels) throw tooLarge(picture, scale);
  const target = new Uint8Array(width * height * 3);
  const tiles = cutTiles(picture, { size: tileSize, overlap: tileOverlap });
  for (const [index, tile] of tiles.entries()) {
    context.progress(index / tiles.length, 'enlarging');
    await enlargeTile(enlargement, tile, target);
  }
  context.progress(1, 'encoding');
  const colours = sharp(target, { raw: { width, height, channels: 3 } });
  const whole =
    picture.alpha === undefined
      ? colours
      : colours.joinChannel(await enlargeAlpha(picture, picture.alpha, scale), {
          raw: { width, height, channels: 1 },
        });
  const png = await whole.png({ compressionLevel: 6 }).toBuffer();
  return context.writeFile(png, 'image/png');
}

async function enlargeTile(
  { picture, scale, session }: Enlargement,
  { core, seen: inside }: Tile,
  target: Uint8Array,
): Promise<void> {
  const seen = withMargin(inside, picture);
  const plane = seen.width * seen.height;
  const pixels = new Float32Array(plane * 3);
  for (let y = 0; y < seen.height; y += 1) {
    const row = clamp(seen.top + y, picture.height - 1) * picture.width;
    for (let x = 0; x < seen.width; x += 1) {
      const from = (row + clamp(seen.left + x, picture.width - 1)) * 3;
      const to = y * seen.width + x;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[channel * plane + to] = picture.rgb[from + channel] ?? 0;
      }
    }
  }
  const output = await runSession(session, { data: pixels, dims: [1, 3, seen.height, seen.width] });
  const made = output('out');
  const madeWidth = seen.width * scale;
  const madePlane = madeWidth * seen.height * scale;
  const offsetX = (core.left - seen.left) * scale;
  const offsetY = (core.top - seen.top) * scale;
  for (let y = 0; y < core.height * scale; y += 1) {
    for (let x = 0; x < core.width * scale; x += 1) {
      const from = (offsetY + y) * madeWidth + offsetX + x;
      const to = ((core.top * scale + y) * picture.width * scale + core.left * scale + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        target[to + channel] = toByte(made[channel * madePlane + from] ?? 0);
      }
    }
  }
}

/** Where a tile ends with the picture, the pixels of the edge are repeated: the net takes nothing for black. */
function withMargin({ left, top, width, height }: Tile['seen'], picture: Picture): Tile['seen'] {
  const before = (start: number) => (start === 0 ? tileOverlap : 0);
  const after = (end: number, length: number) => (end === length ? tileOverlap : 0);
  return {
    left: left - before(left),
    top: top - before(top),
    width: width + before(left) + after(left + width, picture.width),
    height: height + before(top) + after(top + height, picture.height),
  };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function toByte(value: number): number {
  return clamp(Math.round(value), 255);
}

async function enlargeAlpha(picture: Picture, alpha: Uint8Array, scale: number): Promise<Buffer> {
  const { width, height } = picture;
  return sharp(alpha, { raw: { width, height, channels: 1 } })
    .resize({ width: width * scale, height: height * scale, kernel: 'lanczos3', fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

function tooLarge(picture: Picture, scale: number): EngineError {
  const most = Math.floor(mostOutputPixels / 1_000_000);
  return new EngineError({
    code: 'image-too-large',
    message: `A picture of ${picture.width} x ${picture.height} pixels, ${scale} times enlarged, has more than ${most} million pixels.`,
    hint: 'Use a smaller scale, or make the picture smaller first.',
    details: { port: 'image' },
  });
}
