import { EngineError } from '@catena/engine';
import sharp, { type Sharp } from 'sharp';
import type { InputFile } from '../models/local-model.ts';

// A small file can hold a picture that fills all memory once it is decoded.
const mostPixels = 100_000_000;

/** A decoded picture: 8-bit RGB, row by row, and its opacity where it has one. */
export interface Picture {
  width: number;
  height: number;
  rgb: Uint8Array;
  /** One byte a pixel; missing where the whole picture is opaque. */
  alpha?: Uint8Array;
}

/** Decodes the picture at an input port, the right way up. @throws EngineError `corrupt-image` or `image-too-large`. */
export async function readPicture(input: unknown, port: string): Promise<Picture> {
  const upright = openPicture(input);
  try {
    const { data, info } = await upright
      .clone()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return split(data, info.width, info.height);
  } catch (error) {
    throw unreadable(port, error);
  }
}

/** A decoded picture without opacity: 8-bit RGB, row by row. */
export interface FlatPicture {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/** Decodes the picture at an input port, the right way up and on white. @throws EngineError `corrupt-image` or `image-too-large`. */
export async function readFlatPicture(input: unknown, port: string): Promise<FlatPicture> {
  try {
    const { data, info } = await openPicture(input)
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgb: data };
  } catch (error) {
    throw unreadable(port, error);
  }
}

/** A part of a picture, or all of it, squeezed to a size. */
export async function scaleFlatPicture(
  { rgb, width, height }: FlatPicture,
  size: { width: number; height: number },
  part: { left: number; top: number; width: number; height: number } = {
    left: 0,
    top: 0,
    width,
    height,
  },
): Promise<FlatPicture> {
  const scaled = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .extract(part)
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  return { ...size, rgb: scaled };
}

function openPicture(input: unknown): Sharp {
  return sharp((input as InputFile).path, {
    failOn: 'error',
    limitInputPixels: mostPixels,
  }).rotate();
}

function split(rgba: Uint8Array, width: number, height: number): Picture {
  const count = width * height;
  const rgb = new Uint8Array(count * 3);
  const alpha = new Uint8Array(count);
  let isOpaque = true;
  for (let index = 0; index < count; index += 1) {
    rgb[index * 3] = rgba[index * 4] ?? 0;
    rgb[index * 3 + 1] = rgba[index * 4 + 1] ?? 0;
    rgb[index * 3 + 2] = rgba[index * 4 + 2] ?? 0;
    const opacity = rgba[index * 4 + 3] ?? 255;
    alpha[index] = opacity;
    if (opacity !== 255) isOpaque = false;
  }
  return isOpaque ? { width, height, rgb } : { width, height, rgb, alpha };
}

function unreadable(port: string, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const details = { port };
  if (reason.includes('pixel limit')) {
    return new EngineError({
      code: 'image-too-large',
      message: `The picture at "${port}" has more than ${mostPixels / 1_000_000} million pixels.`,
      hint: 'Make it smaller first.',
      details,
      cause,
    });
  }
  return new EngineError({
    code: 'corrupt-image',
    message: `The file at "${port}" cannot be read as a picture: ${reason}`,
    hint: 'Give a whole PNG, JPEG, WebP, GIF, AVIF or TIFF file.',
    details,
    cause,
  });
}
