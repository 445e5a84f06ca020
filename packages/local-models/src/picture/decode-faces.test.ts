import { describe, expect, it } from 'vitest';
import { decodeFaces, type FaceTensors } from './decode-faces.ts';
import { letterbox } from './letterbox.ts';

/** Nets that see nothing but the faces that are put in by anchor. */
function tensors(faces: { anchor: number; logit: number; box: number[] }[]): FaceTensors {
  const fineScores = new Float32Array(512).fill(-20);
  const fineBoxes = new Float32Array(512 * 16);
  for (const { anchor, logit, box } of faces) {
    fineScores[anchor] = logit;
    fineBoxes.set(box, anchor * 16);
  }
  const coarseScores = new Float32Array(384).fill(-20);
  return { fineScores, fineBoxes, coarseScores, coarseBoxes: new Float32Array(384 * 16) };
}

// The first anchor of the cell in column 8 and row 8 of the fine grid; its centre is at 136, 136.
const middle = (8 * 16 + 8) * 2;

describe('decodeFaces', () => {
  it('reads a box that counts from its anchor, and squares and widens it', () => {
    const picture = { width: 512, height: 512 };
    const [face] = decodeFaces(tensors([{ anchor: middle, logit: 4, box: [4, -6, 40, 30] }]), {
      threshold: 0.5,
      frame: letterbox(picture, 256),
      picture,
    });
    expect(face?.box).toEqual({ left: 220, top: 200, width: 120, height: 120 });
    expect(face?.score).toBeCloseTo(0.982, 3);
  });

  it('keeps the surest of boxes that overlap, and those that do not', () => {
    const picture = { width: 256, height: 256 };
    const faces = decodeFaces(
      tensors([
        { anchor: middle, logit: 2, box: [0, 0, 30, 30] },
        { anchor: middle + 1, logit: 3, box: [3, 0, 30, 30] },
        { anchor: middle + 2, logit: 1, box: [60, 0, 30, 30] },
        { anchor: middle + 4, logit: -1, box: [-90, 0, 30, 30] },
      ]),
      { threshold: 0.5, frame: letterbox(picture, 256), picture },
    );
    expect(faces.map(({ box }) => box.left)).toEqual([117, 190]);
  });

  it('undoes the bars of a picture that is not square, and stays inside of it', () => {
    const picture = { width: 512, height: 128 };
    const frame = letterbox(picture, 256);
    expect(frame.scaled).toEqual({ width: 256, height: 64 });
    const [face] = decodeFaces(tensors([{ anchor: middle, logit: 4, box: [-130, -8, 60, 60] }]), {
      threshold: 0.5,
      frame,
      picture,
    });
    expect(face?.box).toEqual({ left: 0, top: 0, width: 128, height: 128 });
  });
});

describe('letterbox', () => {
  it('puts the picture in the middle and converts bars and pixels alike', () => {
    const frame = letterbox({ width: 4, height: 2 }, 4);
    const square = frame.place(new Uint8Array(24).fill(200), (value) => value / 100 - 1);
    expect(Array.from(square.subarray(0, 3))).toEqual([-1, -1, -1]);
    expect(Array.from(square.subarray(12, 36)).every((value) => value === 1)).toBe(true);
    expect(frame.toPicture(0, 1)).toEqual({ x: 0, y: 0 });
  });
});
