import sharp from 'sharp';
import type { Picture } from '../picture/read-picture.ts';

/** A page made ready for the detector, and the way back to the pixels it came from. */
export interface DetectionPage {
  picture: Picture;
  /** Detector pixels for one page pixel. */
  scale: number;
  /** Border around the page, in detector pixels. */
  borderPixels: number;
}

/** The detector finds letters of about 10 to 60 pixels; a scanned A4 page of this width has such letters. */
const largestShortSidePixels = 1440;
const smallPagePixels = 320;
/** Text that touches the edge of the picture is found only with some ground around it. */
const borderPixels = 32;

/** Scales large pages down and small ones up, and lays a border of the page's own colour around. */
export async function toDetectionPage(page: Picture): Promise<DetectionPage> {
  const scale = detectionScale(page);
  const width = Math.max(1, Math.round(page.width * scale));
  const height = Math.max(1, Math.round(page.height * scale));
  const [red, green, blue] = edgeColour(page);
  const { data, info } = await sharp(page.rgb, {
    raw: { width: page.width, height: page.height, channels: 3 },
  })
    .resize(width, height, { fit: 'fill', kernel: scale > 1 ? 'cubic' : 'lanczos3' })
    .extend({
      top: borderPixels,
      bottom: borderPixels,
      left: borderPixels,
      right: borderPixels,
      background: { r: red, g: green, b: blue },
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = { rgb: data, width: info.width, height: info.height };
  return { picture, scale, borderPixels };
}

function detectionScale({ width, height }: Picture): number {
  const shortSide = Math.min(width, height);
  const longSide = Math.max(width, height);
  if (longSide <= smallPagePixels) return 2;
  return Math.min(1, largestShortSidePixels / shortSide);
}

/** Median of the pixels along the edge, by channel. */
function edgeColour({ rgb, width, height }: Picture): [number, number, number] {
  const median = (channel: number): number => {
    const values: number[] = [];
    for (let x = 0; x < width; x += 1) {
      values.push(rgb[x * 3 + channel] ?? 0);
      values.push(rgb[((height - 1) * width + x) * 3 + channel] ?? 0);
    }
    for (let y = 0; y < height; y += 1) {
      values.push(rgb[y * width * 3 + channel] ?? 0);
      values.push(rgb[(y * width + width - 1) * 3 + channel] ?? 0);
    }
    values.sort((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? 255;
  };
  return [median(0), median(1), median(2)];
}
