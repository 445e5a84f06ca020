import type { InferenceSession } from 'onnxruntime-node';
import { runSession } from '../onnx/run-session.ts';
import type { Picture } from '../picture/read-picture.ts';
import { cutTiles, type Tile } from '../picture/tiles.ts';
import type { ProbabilityMap } from './connected-components.ts';
import { toDetectionPage, type DetectionPage } from './detection-page.ts';
import { findTextBoxes } from './find-text-boxes.ts';
import { joinFragments } from './join-fragments.ts';
import type { RotatedBox } from './rotated-box.ts';

const sideMultiple = 32;
const tiling = { size: 992, overlap: 64 };
/** The detector takes blue, green, red, but was trained with the means of red, green, blue in this order. */
const channelMeans = [0.485, 0.456, 0.406] as const;
const channelDeviations = [0.229, 0.224, 0.225] as const;

export interface DetectOptions {
  session: InferenceSession;
  page: Picture;
  /** Told after each tile, 0 to 1. */
  onProgress(fraction: number): void;
}

/** Finds lines of text on a page, in page pixels, in no order. */
export async function detectText(options: DetectOptions): Promise<RotatedBox[]> {
  const { session, page, onProgress } = options;
  const detectionPage = await toDetectionPage(page);
  const { width, height } = detectionPage.picture;
  const map: ProbabilityMap = { data: new Float32Array(width * height), width, height };
  const tiles = cutTiles(map, tiling);
  for (const [index, tile] of tiles.entries()) {
    await detectTile({ session, picture: detectionPage.picture, map, tile });
    onProgress((index + 1) / tiles.length);
  }
  return joinFragments(findTextBoxes(map)).map((box) => toPageBox(box, detectionPage));
}

interface TileDetection {
  session: InferenceSession;
  picture: Picture;
  map: ProbabilityMap;
  tile: Tile;
}

async function detectTile({ session, picture, map, tile }: TileDetection): Promise<void> {
  const { core, seen } = tile;
  const width = roundUp(seen.width);
  const height = roundUp(seen.height);
  const data = new Float32Array(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    const sourceY = Math.min(seen.top + y, picture.height - 1);
    for (let x = 0; x < width; x += 1) {
      const source = (sourceY * picture.width + Math.min(seen.left + x, picture.width - 1)) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = (picture.rgb[source + 2 - channel] ?? 0) / 255;
        data[(channel * height + y) * width + x] =
          (value - (channelMeans[channel] ?? 0)) / (channelDeviations[channel] ?? 1);
      }
    }
  }
  const output = await runSession(session, { data, dims: [1, 3, height, width] });
  const values = output(session.outputNames[0] ?? '');
  for (let y = core.top; y < core.top + core.height; y += 1) {
    const from = (y - seen.top) * width + core.left - seen.left;
    map.data.set(values.subarray(from, from + core.width), y * map.width + core.left);
  }
}

function roundUp(length: number): number {
  return Math.ceil(length / sideMultiple) * sideMultiple;
}

function toPageBox(box: RotatedBox, { scale, borderPixels }: DetectionPage): RotatedBox {
  return {
    centerX: (box.centerX - borderPixels) / scale,
    centerY: (box.centerY - borderPixels) / scale,
    width: box.width / scale,
    height: box.height / scale,
    angleRadians: box.angleRadians,
  };
}
