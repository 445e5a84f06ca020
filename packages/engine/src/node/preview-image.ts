import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import type { ArtifactStore } from '../artifact/artifact-store.ts';
import { toImageError } from './images/image-error.ts';
import { openImage } from './images/open-image.ts';

const quality = 80;
const maxPixels = 120_000_000;

/**
 * Makes a small picture of an image, as WebP; never larger than the image itself.
 *
 * @param options.width - Most pixels from left to right.
 * @throws EngineError `corrupt-image` or `image-too-large`.
 */
export async function previewImage(
  artifacts: ArtifactStore,
  ref: ArtifactRef,
  options: { width: number },
): Promise<Uint8Array> {
  const image = await openImage(artifacts, ref, maxPixels);
  const { width } = options;
  try {
    // Very tall pictures stay small too.
    const box = { width, height: width * 4, fit: 'inside', withoutEnlargement: true } as const;
    return await image.start().resize(box).webp({ quality }).toBuffer();
  } catch (error) {
    throw toImageError(error, ref, maxPixels);
  }
}
