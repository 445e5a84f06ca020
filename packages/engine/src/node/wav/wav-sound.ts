import type { ArtifactRef } from '../../artifact/artifact-ref.ts';
import type { ArtifactStore } from '../../artifact/artifact-store.ts';
import { readAll } from '../../artifact/read-all.ts';
import { EngineError } from '../../errors/engine-error.ts';
import { writeArtifactFacts } from '../write-artifact-facts.ts';
import { readWavHeader, type WavHeader } from './read-wav-header.ts';
import { frameBytes } from './wav-format.ts';

const headBytes = 256 * 1024;

/** A stored sound whose header was read. */
export interface WavSound extends WavHeader {
  ref: ArtifactRef;
}

/**
 * Opens a stored sound.
 *
 * @throws EngineError `corrupt-audio`, or `unsupported-audio` for what is not WAV with plain samples.
 */
export async function openWavSound(artifacts: ArtifactStore, ref: ArtifactRef): Promise<WavSound> {
  const end = Math.min(headBytes, ref.sizeBytes);
  const head = await readAll(artifacts.read(ref.$artifact, { start: 0, end }));
  const header = readWavHeader(head, ref.sizeBytes);
  if (!('kind' in header)) return { ...header, ref };
  const isCorrupt = header.kind === 'corrupt';
  throw new EngineError({
    code: isCorrupt ? 'corrupt-audio' : 'unsupported-audio',
    message: `The sound (${writeArtifactFacts(ref)}) cannot be decoded: ${header.reason}.`,
    hint: isCorrupt
      ? 'The file is damaged or cut off. Provide it again.'
      : 'Convert it to WAV (PCM, 16 bits) first.',
    details: { artifact: ref.$artifact, mediaType: ref.mediaType, sizeBytes: ref.sizeBytes },
  });
}

/** Streams the samples of some frames as they are stored. */
export function readFrames(
  artifacts: ArtifactStore,
  sound: WavSound,
  range: { start: number; end: number },
): AsyncIterable<Uint8Array> {
  const size = frameBytes(sound.format);
  return artifacts.read(sound.ref.$artifact, {
    start: sound.dataStart + range.start * size,
    end: sound.dataStart + range.end * size,
  });
}
