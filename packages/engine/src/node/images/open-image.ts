import sharp, { type Metadata, type Sharp } from 'sharp';
import type { ArtifactRef } from '../../artifact/artifact-ref.ts';
import type { ArtifactStore } from '../../artifact/artifact-store.ts';
import { readAll } from '../../artifact/read-all.ts';
import { toImageError } from './image-error.ts';

/** A picture that was opened: upright, its header read, its pixels not yet. */
export interface OpenImage {
  ref: ArtifactRef;
  /** Starts a new chain of operations on it. */
  start(): Sharp;
  /** Pixels, upright. */
  width: number;
  height: number;
  hasAlpha: boolean;
  format: Metadata['format'];
}

/**
 * Opens a picture by its path where it lies on this machine's disk.
 *
 * @throws EngineError `corrupt-image` or `image-too-large`.
 */
export async function openImage(
  artifacts: ArtifactStore,
  ref: ArtifactRef,
  maxPixels: number,
): Promise<OpenImage> {
  // SVG is read from memory, where it has no folder to load other files from.
  const isVector = ref.mediaType === 'image/svg+xml';
  const path = isVector ? undefined : await artifacts.localPath?.(ref.$artifact);
  const input = path ?? (await readAll(artifacts.read(ref.$artifact)));
  const start = () => sharp(input, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient();
  try {
    const { autoOrient, hasAlpha, format } = await start().metadata();
    return { ref, start, width: autoOrient.width, height: autoOrient.height, hasAlpha, format };
  } catch (error) {
    throw toImageError(error, ref, maxPixels);
  }
}
