import type { Letterbox, Size } from './letterbox.ts';
import type { Box } from './tiles.ts';

/** Pixels a side of the picture that BlazeFace (back) looks at. */
export const faceNetSide = 256;

const numbersPerBox = 16;
const mostOverlap = 0.1;
// Boxes of the net end at brow and chin; this takes in the whole head.
const expansion = 1.5;

/** What BlazeFace gives: for each anchor a logit, and a box that counts from the anchor. */
export interface FaceTensors {
  fineScores: Float32Array;
  coarseScores: Float32Array;
  fineBoxes: Float32Array;
  coarseBoxes: Float32Array;
}

export interface Face {
  /** A square in whole pixels of the picture, inside of it. */
  box: Box;
  score: number;
}

interface Candidate {
  centreX: number;
  centreY: number;
  width: number;
  height: number;
  score: number;
}

/** Reads faces from the net's output, the surest first, one for each place. */
export function decodeFaces(
  tensors: FaceTensors,
  { threshold, frame, picture }: { threshold: number; frame: Letterbox; picture: Size },
): Face[] {
  const candidates = [
    ...readGrid(tensors.fineScores, tensors.fineBoxes, { cells: 16, anchorsPerCell: 2 }),
    ...readGrid(tensors.coarseScores, tensors.coarseBoxes, { cells: 8, anchorsPerCell: 6 }),
  ]
    .filter(({ score, width, height }) => score >= threshold && width > 0 && height > 0)
    .toSorted((one, other) => other.score - one.score);
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (kept.every((other) => overlap(candidate, other) <= mostOverlap)) kept.push(candidate);
  }
  return kept.map((face) => ({ box: toSquare(face, frame, picture), score: face.score }));
}

function readGrid(
  scores: Float32Array,
  boxes: Float32Array,
  { cells, anchorsPerCell }: { cells: number; anchorsPerCell: number },
): Candidate[] {
  const stride = faceNetSide / cells;
  return Array.from(scores, (logit, anchor) => {
    const cell = Math.floor(anchor / anchorsPerCell);
    const at = anchor * numbersPerBox;
    return {
      centreX: ((cell % cells) + 0.5) * stride + (boxes[at] ?? 0),
      centreY: (Math.floor(cell / cells) + 0.5) * stride + (boxes[at + 1] ?? 0),
      width: boxes[at + 2] ?? 0,
      height: boxes[at + 3] ?? 0,
      score: 1 / (1 + Math.exp(-logit)),
    };
  });
}

/** Shared area of two boxes by the area of both together. */
function overlap(one: Candidate, other: Candidate): number {
  const shared =
    sharedLength([one.centreX, one.width], [other.centreX, other.width]) *
    sharedLength([one.centreY, one.height], [other.centreY, other.height]);
  return shared / (one.width * one.height + other.width * other.height - shared);
}

/** A centre and a length along one axis. */
type Span = readonly [centre: number, length: number];

function sharedLength(one: Span, other: Span): number {
  const start = Math.max(...[one, other].map(([centre, length]) => centre - length / 2));
  const end = Math.min(...[one, other].map(([centre, length]) => centre + length / 2));
  return Math.max(0, end - start);
}

/** Moved, and only where needed made smaller, until it lies inside the picture. */
function toSquare(candidate: Candidate, frame: Letterbox, picture: Size): Box {
  const { x, y } = frame.toPicture(candidate.centreX, candidate.centreY);
  const wanted = Math.max(candidate.width, candidate.height) * frame.factor * expansion;
  const side = Math.max(1, Math.min(Math.round(wanted), picture.width, picture.height));
  return {
    left: limit(Math.round(x - side / 2), picture.width - side),
    top: limit(Math.round(y - side / 2), picture.height - side),
    width: side,
    height: side,
  };
}

function limit(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
