import type { Sharp } from 'sharp';
import type { ImageFormat } from '../../definition/image-tool.ts';

const lossyQuality = 92;

/** The format of a result: that of the picture it was made from where it can be written, else PNG. */
export function keepFormat(format: string | undefined): ImageFormat {
  return format === 'jpeg' || format === 'webp' ? format : 'png';
}

/** Ends a chain by the format to write. JPEG cannot be transparent: white shows through. */
export function encodeImage(
  image: Sharp,
  format: ImageFormat,
  quality: number = lossyQuality,
): Sharp {
  if (format === 'png') return image.png();
  if (format === 'webp') return image.webp({ quality });
  if (format === 'avif') return image.avif({ quality });
  // Full colour resolution: results are often cut up and encoded again.
  return image.flatten({ background: '#ffffff' }).jpeg({ quality, chromaSubsampling: '4:4:4' });
}
