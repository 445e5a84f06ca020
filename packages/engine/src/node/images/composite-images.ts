import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { OpenImage } from './open-image.ts';

interface Layer {
  /** Red, green, blue, alpha. */
  pixels: Uint8Array;
  width: number;
  height: number;
}

async function readMask(mask: OpenImage, size: { width: number; height: number }) {
  return mask
    .start()
    .resize({ ...size, fit: 'fill' })
    .flatten({ background: '#000000' })
    .greyscale()
    .extractChannel(0)
    .raw()
    .toBuffer();
}

/** The overlay's pixels with mask and opacity worked into their alpha. */
export async function readLayer(
  overlay: OpenImage,
  mask: OpenImage | undefined,
  opacity: number,
): Promise<Layer> {
  const { data, info } = await overlay
    .start()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const shades = mask && (await readMask(mask, { width, height }));
  if (shades || opacity < 1) {
    for (let index = 0; index < width * height; index += 1) {
      const share = ((shades?.[index] ?? 255) / 255) * opacity;
      data[index * 4 + 3] = Math.round((data[index * 4 + 3] ?? 0) * share);
    }
  }
  return { pixels: data, width, height };
}

async function visiblePart(
  layer: Layer,
  place: { left: number; top: number; width: number; height: number },
): Promise<OverlayOptions | undefined> {
  const left = Math.max(0, -place.left);
  const top = Math.max(0, -place.top);
  const width = Math.min(layer.width, place.width - place.left) - left;
  const height = Math.min(layer.height, place.height - place.top) - top;
  if (width <= 0 || height <= 0) return undefined;
  const raw = { width: layer.width, height: layer.height, channels: 4 } as const;
  const input = await sharp(layer.pixels, { raw })
    .extract({ left, top, width, height })
    .raw()
    .toBuffer();
  return {
    input,
    raw: { width, height, channels: 4 },
    left: Math.max(0, place.left),
    top: Math.max(0, place.top),
  };
}

/** Lays a layer on a base; what sticks out is cut off. */
export async function layOver(
  base: OpenImage,
  layer: Layer,
  options: { left: number; top: number; fitBase: boolean },
): Promise<Sharp> {
  const { left, top, fitBase } = options;
  const size = fitBase ? layer : base;
  const visible = await visiblePart(layer, { left, top, width: size.width, height: size.height });
  const ground = base.start();
  if (fitBase) ground.resize({ width: layer.width, height: layer.height, fit: 'cover' });
  const both = visible ? ground.composite([visible]) : ground;
  return base.hasAlpha ? both : both.removeAlpha();
}
