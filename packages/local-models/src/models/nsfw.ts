import { openSession } from '../onnx/open-session.ts';
import { runSession } from '../onnx/run-session.ts';
import { readFlatPicture, scaleFlatPicture } from '../picture/read-picture.ts';
import { convertNsfwjsModel } from '../weights/convert/nsfwjs-model.ts';
import { cogSchema, imageInput } from './cog-schema.ts';
import { landscapePng } from './example-pictures.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const netFile = 'nsfw-mobilenet-v2.onnx';
const side = 224;
const classes = ['drawing', 'hentai', 'neutral', 'porn', 'sexy'] as const;
const precision = 1e4;

/** How likely a picture is unsafe for work. */
export const nsfw: LocalModel = {
  name: 'catena/nsfw',
  revision: 1,
  title: 'Check for nudity (NSFW)',
  description:
    'Scores a picture as drawing, hentai, neutral, porn or sexy, for a gate before people see it.',
  openapiSchema: cogSchema({
    input: { image: imageInput('The picture to look at.') },
    required: ['image'],
    output: {
      type: 'object',
      required: ['label', 'unsafe', ...classes],
      properties: {
        label: { type: 'string', title: 'Label', description: 'The class with the highest score.' },
        unsafe: {
          type: 'number',
          title: 'Unsafe',
          description: 'Porn and hentai together, 0 to 1; send to review above 0.85.',
        },
        ...Object.fromEntries(
          classes.map((name) => [
            name,
            { type: 'number', title: name, description: 'Score of this class, 0 to 1.' },
          ]),
        ),
      },
    },
  }),
  defaultExample: { input: { image: landscapePng } },
  card: {
    summary: 'A MobileNet v2 that was trained to tell five kinds of pictures apart.',
    source: 'npm package nsfwjs 4.3.0, from the NSFWJS project',
    licence: { code: 'MIT', weights: 'MIT' },
    limits: [
      'Makes mistakes in both directions: clothed people on a sofa have scored 0.45 as porn.',
      'Let a person review what it marks; do not block on its word alone.',
      'Looks at the whole picture at 224 pixels; small parts go unnoticed.',
    ],
    downloadBytes: 25_336_605,
  },
  weights: [
    {
      name: 'nsfwjs',
      version: '4.3.0',
      integrity:
        'sha512-WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==',
      files: [
        {
          as: netFile,
          path: 'dist/models/mobilenet_v2/model.min.js',
          convert: convertNsfwjsModel,
        },
      ],
    },
  ],
  async load({ weightPath }): Promise<LoadedModel> {
    const session = await openSession(weightPath(netFile));
    return {
      async predict(input) {
        const picture = await readFlatPicture(input['image'], 'image');
        const { rgb } = await scaleFlatPicture(picture, { width: side, height: side });
        const output = await runSession(session, {
          data: toPlanes(rgb),
          dims: [1, 3, side, side],
        });
        return toScores(output('out'));
      },
    };
  },
};

/** Colour after colour, 0 to 1. */
function toPlanes(pixels: Uint8Array): Float32Array {
  const plane = side * side;
  const planes = new Float32Array(plane * 3);
  for (let index = 0; index < plane; index += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      planes[channel * plane + index] = (pixels[index * 3 + channel] ?? 0) / 255;
    }
  }
  return planes;
}

function toScores(probabilities: Float32Array): Record<string, unknown> {
  const scores = classes.map((name, index) => ({ name, score: probabilities[index] ?? 0 }));
  const [best] = scores.toSorted((one, other) => other.score - one.score);
  const scoreOf = (wanted: string) => scores.find(({ name }) => name === wanted)?.score ?? 0;
  return {
    label: best?.name,
    unsafe: rounded(scoreOf('porn') + scoreOf('hentai')),
    ...Object.fromEntries(scores.map(({ name, score }) => [name, rounded(score)])),
  };
}

function rounded(score: number): number {
  return Math.round(score * precision) / precision;
}
