import type { InferenceSession } from 'onnxruntime-node';
import { openSession } from '../onnx/open-session.ts';
import { runSession } from '../onnx/run-session.ts';
import { decodeFaces, faceNetSide, type Face, type FaceTensors } from '../picture/decode-faces.ts';
import { letterbox } from '../picture/letterbox.ts';
import { readFlatPicture, scaleFlatPicture, type FlatPicture } from '../picture/read-picture.ts';
import type { Box } from '../picture/tiles.ts';
import { convertGraphModelFile } from '../weights/convert/graph-model.ts';
import { cogSchema, imageInput } from './cog-schema.ts';
import { portraitJpeg } from './example-pictures.ts';
import type { LoadedModel, LocalModel } from './local-model.ts';

const finderFile = 'blazeface-back.onnx';
const checkerFile = 'face-mesh.onnx';
const checkerSide = 192;
const checkerOutput = 'Identity_1';
// Below this the finder is no better than chance, and above the checker tells.
const leastFinderScore = 0.4;
const mostCandidates = 100;
const precision = 1e4;
// As the graph names them: 512 anchors on the fine grid, 384 on the coarse one.
const tensorNames: Record<keyof FaceTensors, string> = {
  fineScores: 'Identity',
  coarseScores: 'Identity_1',
  fineBoxes: 'Identity_2',
  coarseBoxes: 'Identity_3',
};

/** Where faces are in a picture. */
export const detectFaces: LocalModel = {
  name: 'catena/detect-faces',
  revision: 1,
  title: 'Detect faces',
  description: 'Finds human faces in a picture and gives a square box around each.',
  openapiSchema: cogSchema({
    input: {
      image: imageInput('A picture that may show faces.'),
      threshold: {
        type: 'number',
        description: 'Faces with a lower score are left out.',
        default: 0.5,
        minimum: 0,
        maximum: 1,
      },
    },
    required: ['image'],
    output: {
      type: 'object',
      required: ['boxes', 'scores'],
      properties: {
        boxes: {
          type: 'array',
          title: 'Boxes',
          description: 'A square around each face, in whole pixels; the surest face first.',
          'x-catena-axis': 'faces',
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
        },
        scores: {
          type: 'array',
          title: 'Scores',
          description: 'How sure each face is, 0 to 1: finder times checker.',
          'x-catena-axis': 'faces',
          items: { type: 'number' },
        },
      },
    },
  }),
  defaultExample: { input: { image: portraitJpeg, threshold: 0.5 } },
  card: {
    summary:
      'MediaPipe BlazeFace (back camera) finds faces, MediaPipe Face Mesh checks each of them.',
    source: 'npm package @vladmandic/human 3.3.6, from Google MediaPipe',
    licence: { code: 'MIT', weights: 'Apache-2.0' },
    limits: [
      'Misses faces that are less than about a twentieth of the picture wide.',
      'Faces from the side, upside down or half hidden are often missed.',
      'Finds faces; it does not know whose they are.',
    ],
    downloadBytes: 28_615_417,
  },
  weights: [
    {
      name: '@vladmandic/human',
      version: '3.3.6',
      integrity:
        'sha512-Nr5mPfq1gQ+uKeXY5uM3Fj8UxvF5CEh2s6txM5wRThqaW0mF9huooOuZSrT8hhGho0hGaXLFdAwfD/2+teCv6A==',
      files: [
        { as: finderFile, path: 'models/blazeface.json', convert: convertGraphModelFile },
        { as: checkerFile, path: 'models/facemesh.json', convert: convertGraphModelFile },
      ],
    },
  ],
  async load({ weightPath }): Promise<LoadedModel> {
    const finder = await openSession(weightPath(finderFile));
    const checker = await openSession(weightPath(checkerFile));
    return {
      async predict(input, { progress }) {
        const picture = await readFlatPicture(input['image'], 'image');
        const threshold = Number(input['threshold']);
        const candidates = await findFaces(finder, picture);
        const faces: Face[] = [];
        for (const [index, candidate] of candidates.entries()) {
          progress(index / candidates.length, 'checking faces');
          const presence = await checkFace(checker, picture, candidate.box);
          const score = Math.round(candidate.score * presence * precision) / precision;
          if (score >= threshold) faces.push({ box: candidate.box, score });
        }
        faces.sort((one, other) => other.score - one.score);
        return {
          boxes: faces.map(({ box }) => box),
          scores: faces.map(({ score }) => score),
        };
      },
    };
  },
};

async function findFaces(session: InferenceSession, picture: FlatPicture): Promise<Face[]> {
  const frame = letterbox(picture, faceNetSide);
  const { rgb } = await scaleFlatPicture(picture, frame.scaled);
  const output = await runSession(session, {
    data: frame.place(rgb, (value) => value / 127.5 - 1),
    dims: [1, faceNetSide, faceNetSide, 3],
  });
  const tensors = {
    fineScores: output(tensorNames.fineScores),
    coarseScores: output(tensorNames.coarseScores),
    fineBoxes: output(tensorNames.fineBoxes),
    coarseBoxes: output(tensorNames.coarseBoxes),
  };
  const found = decodeFaces(tensors, { threshold: leastFinderScore, frame, picture });
  return found.slice(0, mostCandidates);
}

/** How sure it is that the box holds a face, 0 to 1: the finder also takes cats and cups for faces. */
async function checkFace(
  session: InferenceSession,
  picture: FlatPicture,
  box: Box,
): Promise<number> {
  const { rgb } = await scaleFlatPicture(picture, { width: checkerSide, height: checkerSide }, box);
  const output = await runSession(session, {
    data: Float32Array.from(rgb, (value) => value / 255),
    dims: [1, checkerSide, checkerSide, 3],
  });
  return output(checkerOutput)[0] ?? 0;
}
