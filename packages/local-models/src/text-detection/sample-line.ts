import type { Picture } from '../picture/read-picture.ts';
import type { RotatedBox } from './rotated-box.ts';

export interface SampledLine {
  /** Interleaved RGB, 0 to 255. */
  data: Float32Array;
  width: number;
  height: number;
}

/**
 * Cuts a turned box out of a picture, straightened and scaled to a height.
 * Outside the picture the nearest edge pixel counts.
 */
export function sampleLine(page: Picture, box: RotatedBox, heightPixels: number): SampledLine {
  const width = Math.max(1, Math.round((box.width / box.height) * heightPixels));
  const data = new Float32Array(width * heightPixels * 3);
  const cosine = Math.cos(box.angleRadians);
  const sine = Math.sin(box.angleRadians);
  const scale = box.height / heightPixels;
  const grid = Math.max(1, Math.round(scale));
  const weight = 1 / (grid * grid);
  for (let row = 0; row < heightPixels; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const target = (row * width + column) * 3;
      for (let part = 0; part < grid * grid; part += 1) {
        const along = (column + ((part % grid) + 0.5) / grid) * scale - box.width / 2;
        const across = (row + (Math.floor(part / grid) + 0.5) / grid) * scale - box.height / 2;
        const x = box.centerX + along * cosine - across * sine - 0.5;
        const y = box.centerY + along * sine + across * cosine - 0.5;
        addPixel({ page, x, y, weight, data, target });
      }
    }
  }
  return { data, width, height: heightPixels };
}

interface Sample {
  page: Picture;
  x: number;
  y: number;
  weight: number;
  data: Float32Array;
  target: number;
}

function addPixel({ page, x, y, weight, data, target }: Sample): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const rightWeight = x - left;
  const bottomWeight = y - top;
  const x0 = limit(left, page.width);
  const x1 = limit(left + 1, page.width);
  const y0 = limit(top, page.height) * page.width;
  const y1 = limit(top + 1, page.height) * page.width;
  for (let channel = 0; channel < 3; channel += 1) {
    const upper =
      (page.rgb[(y0 + x0) * 3 + channel] ?? 0) * (1 - rightWeight) +
      (page.rgb[(y0 + x1) * 3 + channel] ?? 0) * rightWeight;
    const lower =
      (page.rgb[(y1 + x0) * 3 + channel] ?? 0) * (1 - rightWeight) +
      (page.rgb[(y1 + x1) * 3 + channel] ?? 0) * rightWeight;
    const value = upper * (1 - bottomWeight) + lower * bottomWeight;
    data[target + channel] = (data[target + channel] ?? 0) + value * weight;
  }
}

function limit(value: number, size: number): number {
  return value < 0 ? 0 : value >= size ? size - 1 : value;
}
