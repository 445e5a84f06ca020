import type { InferenceSession } from 'onnxruntime-node';
import { runSession, type FloatTensor } from '../onnx/run-session.ts';
import type { Picture } from '../picture/read-picture.ts';
import { ctcDecode, type Alphabet, type DecodedCharacter } from './ctc-decode.ts';
import type { RotatedBox } from './rotated-box.ts';
import { sampleLine, type SampledLine } from './sample-line.ts';

const lineHeightPixels = 48;
/** Measured: single characters are read better in this width than in their own. */
const leastWidthPixels = 160;

export interface LineReader {
  session: InferenceSession;
  alphabet: Alphabet;
}

export interface RecognisedLine {
  text: string;
  /** Mean probability of the characters that are not spaces, 0 to 1; 0 where nothing was read. */
  score: number;
}

const tallRatio = 1.5;

/**
 * Reads the text in a box. Boxes much taller than wide are tried lying on either side as well; a single
 * character found that way does not count, because upright ones are tall too.
 */
export async function recogniseLine(
  reader: LineReader,
  page: Picture,
  box: RotatedBox,
): Promise<RecognisedLine> {
  let best = await readBox(reader, page, box);
  if (box.height < tallRatio * box.width) return best;
  for (const turn of [Math.PI / 2, -Math.PI / 2]) {
    const turned = {
      ...box,
      width: box.height,
      height: box.width,
      angleRadians: box.angleRadians + turn,
    };
    const line = await readBox(reader, page, turned);
    if (line.text.length > 1 && line.score > best.score) best = line;
  }
  return best;
}

async function readBox(
  { session, alphabet }: LineReader,
  page: Picture,
  box: RotatedBox,
): Promise<RecognisedLine> {
  const line = sampleLine(page, box, lineHeightPixels);
  const output = await runSession(session, toInput(line));
  const data = output(session.outputNames[0] ?? '');
  const classes = alphabet.characters.length;
  const characters = ctcDecode({ data, steps: data.length / classes, classes }, alphabet);
  return { text: characters.map(({ character }) => character).join(''), score: mean(characters) };
}

function mean(characters: readonly DecodedCharacter[]): number {
  const visible = characters.filter(({ character }) => character !== ' ');
  if (visible.length === 0) return 0;
  return visible.reduce((sum, { score }) => sum + score, 0) / visible.length;
}

/** Blue, green, red planes from -1 to 1; narrow lines get grey at the right, as in the reader's training. */
function toInput({ data, width, height }: SampledLine): FloatTensor {
  const paddedWidth = Math.max(width, leastWidthPixels);
  const planes = new Float32Array(3 * paddedWidth * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const value = data[(y * width + x) * 3 + 2 - channel] ?? 0;
        planes[(channel * height + y) * paddedWidth + x] = value / 127.5 - 1;
      }
    }
  }
  return { data: planes, dims: [1, 3, height, paddedWidth] };
}
