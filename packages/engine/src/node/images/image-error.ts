import type { ArtifactRef } from '../../artifact/artifact-ref.ts';
import { EngineError } from '../../errors/engine-error.ts';
import { writeArtifactFacts } from '../write-artifact-facts.ts';

/** The error of a picture, read or wanted, with more pixels than are worked on. */
export function imageTooLarge(what: string, maxPixels: number, cause?: unknown): EngineError {
  return new EngineError({
    code: 'image-too-large',
    message: `${what} has more than ${Math.round(maxPixels / 1_000_000)} million pixels.`,
    hint: 'Use a smaller picture, or fewer or smaller cells.',
    details: { maxPixels },
    ...(cause !== undefined && { cause }),
  });
}

/** Translates what sharp throws about an input; engine errors stay as they are. */
export function toImageError(error: unknown, ref: ArtifactRef, maxPixels: number): EngineError {
  if (EngineError.isInstance(error)) return error;
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  if (/exceeds pixel limit/i.test(reason)) {
    return imageTooLarge(`The picture (${writeArtifactFacts(ref)})`, maxPixels, error);
  }
  // libvips has one buffer for reasons; under load another picture's reader may have emptied it.
  const why = reason === '' || reason === 'Unknown error' ? '' : `: ${reason}`;
  return new EngineError({
    code: 'corrupt-image',
    message: `The picture (${writeArtifactFacts(ref)}) cannot be decoded${why}.`,
    hint: 'The file is damaged, cut off, or not a picture of a known format. Provide it again, for example as PNG or JPEG.',
    details: { artifact: ref.$artifact, mediaType: ref.mediaType, sizeBytes: ref.sizeBytes },
    cause: error,
  });
}
