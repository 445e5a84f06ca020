import type { ArtifactRef } from './artifact-ref.ts';
import type { MediaFacts } from './media-facts.ts';

/** Reads the bytes from `start` (inclusive) to `end` (exclusive). */
export type RangeReader = (start: number, end: number) => Promise<Uint8Array> | Uint8Array;

// Whatever a file claims, looking at it must not take for ever.
const mostBytesRead = 128 * 1024 ** 2;

/** Whether there is more to know of a file than its first bytes told. */
export function isMeasurable({ mediaType, durationMs }: ArtifactRef): boolean {
  return durationMs === undefined && /^(audio|video)\//.test(mediaType);
}

async function measure(read: RangeReader, sizeBytes: number): Promise<MediaFacts> {
  // Large, and needed for sounds and videos only.
  const { ALL_FORMATS, CustomSource, Input } = await import('mediabunny');
  let bytesRead = 0;
  const source = new CustomSource({
    getSize: () => sizeBytes,
    read(start, end) {
      bytesRead += end - start;
      if (bytesRead > mostBytesRead) throw new RangeError('The length is too hard to find.');
      return read(start, end);
    },
  });
  const input = new Input({ formats: ALL_FORMATS, source });
  try {
    const seconds = await input.computeDuration();
    const track = await input.getPrimaryVideoTrack();
    return {
      ...(seconds > 0 && Number.isFinite(seconds) && { durationMs: Math.round(seconds * 1000) }),
      ...(track && {
        width: await track.getDisplayWidth(),
        height: await track.getDisplayHeight(),
      }),
    };
  } finally {
    input.dispose();
  }
}

/**
 * Completes the facts of a sound or a video with its length and its size in pixels, wherever in the
 * file they stand. What is damaged or of a kind that nobody knows stays without.
 *
 * @param read - Gives pieces of the file.
 */
export async function measureMedia(ref: ArtifactRef, read: RangeReader): Promise<ArtifactRef> {
  if (!isMeasurable(ref)) return ref;
  try {
    return { ...ref, ...(await measure(read, ref.sizeBytes)) };
  } catch {
    return ref;
  }
}
