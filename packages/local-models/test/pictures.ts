import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

/** A drawn page with edges of all directions, letters-like strokes and a gradient. */
export async function drawnPage(width: number, height: number): Promise<Buffer> {
  const strokes = Array.from({ length: 60 }, (_, index) => {
    const x = 20 + (index % 12) * 30;
    const y = 150 + Math.floor(index / 12) * 26;
    const turn = (index * 53) % 360;
    return `<g transform="translate(${x} ${y}) rotate(${turn})">
      <path d="M-8 8 L0 -9 L8 8 M-5 2 H5" fill="none" stroke="#123" stroke-width="2.4"/></g>`;
  }).join('');
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="${width}" height="${height}">
      <defs><linearGradient id="g"><stop stop-color="#fe9"/><stop offset="1" stop-color="#8cf"/></linearGradient></defs>
      <rect width="400" height="300" fill="url(#g)"/>
      <circle cx="90" cy="70" r="48" fill="#c33"/><circle cx="90" cy="70" r="30" fill="#fff"/>
      <path d="M180 120 L240 20 L300 120 Z" fill="#264" stroke="#fff" stroke-width="4"/>
      <path d="M310 30 q60 20 40 90" fill="none" stroke="#50a" stroke-width="7"/>
      ${strokes}</svg>`),
  )
    .removeAlpha()
    .png()
    .toBuffer();
}

/** Raw 8-bit RGB. */
export async function pixelsOf(picture: Uint8Array): Promise<Buffer> {
  return sharp(picture).removeAlpha().toColourspace('srgb').raw().toBuffer();
}

/** Peak signal-to-noise ratio in decibels; higher is closer. */
export async function likeness(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [left, right] = await Promise.all([pixelsOf(one), pixelsOf(other)]);
  if (left.length !== right.length) throw new Error('The pictures are not of one size.');
  let sum = 0;
  for (const [index, value] of left.entries()) sum += (value - (right[index] ?? 0)) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / left.length));
}

export async function examplePicture(name: 'portrait' | 'cat'): Promise<Buffer> {
  const folder = new URL('../../../examples/faces-contact-sheet/inputs/', import.meta.url);
  return readFile(new URL(`${name}.png`, folder));
}
