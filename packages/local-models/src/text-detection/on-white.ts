import type { Picture } from '../picture/read-picture.ts';

/** Lays a picture on white, as paper is. */
export function onWhite(picture: Picture): Picture {
  const { alpha, rgb, width, height } = picture;
  if (!alpha) return picture;
  const laid = rgb.map((value, index) => {
    const opacity = (alpha[Math.floor(index / 3)] ?? 255) / 255;
    return Math.round(value * opacity + 255 * (1 - opacity));
  });
  return { width, height, rgb: laid };
}
