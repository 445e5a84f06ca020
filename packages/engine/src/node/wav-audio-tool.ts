import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import type { ArtifactStore } from '../artifact/artifact-store.ts';
import { readAll } from '../artifact/read-all.ts';
import type { AudioTool } from '../definition/audio-tool.ts';
import { EngineError } from '../errors/engine-error.ts';
import { mixChannels } from './wav/mix-channels.ts';
import { resample, resampledLength } from './wav/resample.ts';
import { decodeSamples, encodeSamples, writeSilence } from './wav/sample-codec.ts';
import { frameBytes, isSameFormat, type WavFormat } from './wav/wav-format.ts';
import { openWavSound, readFrames, type WavSound } from './wav/wav-sound.ts';
import { maxDataBytes, writeWavHeader } from './wav/write-wav-header.ts';
import { writeArtifactFacts } from './write-artifact-facts.ts';

class WavAudioTool implements AudioTool {
  readonly #artifacts: ArtifactStore;

  constructor(artifacts: ArtifactStore) {
    this.#artifacts = artifacts;
  }

  async cut(
    audio: ArtifactRef,
    { startSeconds, endSeconds }: { startSeconds: number; endSeconds: number },
  ): Promise<ArtifactRef> {
    const sound = await openWavSound(this.#artifacts, audio);
    const toFrame = (seconds: number) =>
      Math.max(0, Math.min(sound.frames, Math.round(seconds * sound.format.sampleRate)));
    const range = { start: toFrame(startSeconds), end: toFrame(endSeconds) };
    if (range.end <= range.start) {
      throw new EngineError({
        code: 'part-outside-audio',
        message: `Nothing of the part from ${startSeconds} s to ${endSeconds} s is inside the sound (${writeArtifactFacts(audio)}).`,
        hint: 'Times are in seconds from the beginning of this very sound.',
        details: { startSeconds, endSeconds },
      });
    }
    return this.#put(sound.format, range.end - range.start, [
      readFrames(this.#artifacts, sound, range),
    ]);
  }

  async concatenate(
    audios: ArtifactRef[],
    { gapSeconds }: { gapSeconds: number },
  ): Promise<ArtifactRef> {
    const sounds: WavSound[] = [];
    for (const audio of audios) sounds.push(await openWavSound(this.#artifacts, audio));
    const format = sounds[0]?.format;
    if (!format)
      throw new EngineError({ code: 'empty-list', message: 'There is no sound to join.' });
    const gapFrames = Math.round(gapSeconds * format.sampleRate);
    const lengths = sounds.map((sound) =>
      resampledLength(sound.frames, sound.format.sampleRate, format.sampleRate),
    );
    const frames = lengths.reduce((sum, length) => sum + length, gapFrames * (sounds.length - 1));
    const parts = sounds.flatMap((sound, index) => [
      ...(index > 0 ? [once(() => writeSilence(format, gapFrames))] : []),
      this.#read(sound, format),
    ]);
    return this.#put(format, frames, parts);
  }

  #read(sound: WavSound, format: WavFormat): AsyncIterable<Uint8Array> {
    const frames = readFrames(this.#artifacts, sound, { start: 0, end: sound.frames });
    if (isSameFormat(sound.format, format)) return frames;
    return once(async () => {
      const channels = mixChannels(
        decodeSamples(await readAll(frames), sound.format),
        format.channels,
      );
      const atRate = channels.map((channel) =>
        resample(channel, sound.format.sampleRate, format.sampleRate),
      );
      return encodeSamples(atRate, format);
    });
  }

  #put(
    format: WavFormat,
    frames: number,
    parts: readonly AsyncIterable<Uint8Array>[],
  ): Promise<ArtifactRef> {
    const dataBytes = frames * frameBytes(format);
    if (dataBytes > maxDataBytes) {
      throw new EngineError({
        code: 'audio-too-long',
        message: `The sound would be ${Math.round(frames / format.sampleRate / 60)} minutes long, more than a WAV file can hold.`,
        hint: 'Join fewer sounds, or start with one of a lower sample rate.',
      });
    }
    const write = async function* () {
      yield writeWavHeader(format, dataBytes);
      for (const part of parts) yield* part;
      if (dataBytes % 2 === 1) yield new Uint8Array(1);
    };
    return this.#artifacts.put(write(), { mediaType: 'audio/wav' });
  }
}

async function* once(make: () => Promise<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  yield await make();
}

/**
 * Makes an audio tool for WAV files: integers of 8, 16, 24 or 32 bits and floats of 32 or 64. Parts
 * are copied sample by sample; sounds of another format than the first are resampled and mixed.
 */
export function createWavAudioTool(artifacts: ArtifactStore): AudioTool {
  return new WavAudioTool(artifacts);
}
