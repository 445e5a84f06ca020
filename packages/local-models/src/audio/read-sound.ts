import { readFile } from 'node:fs/promises';
import { EngineError } from '@catena/engine';
import type { InputFile } from '../models/local-model.ts';
import { decodeWav } from './decode-wav.ts';
import { foreignFormat } from './foreign-format.ts';
import { resample } from './resample.ts';
import { mixToMono, type Sound } from './sound.ts';
import { WavError } from './wav-error.ts';

/**
 * Reads the sound at an input port as one channel of the given rate.
 *
 * @throws EngineError `corrupt-audio` or `unsupported-audio`; the message names the port.
 */
export async function readSound(
  input: unknown,
  { port, sampleRateHz }: { port: string; sampleRateHz: number },
): Promise<Float32Array> {
  const bytes = await readFile((input as InputFile).path);
  const sound = parseSound(bytes, port);
  return resample(mixToMono(sound), { fromHz: sound.sampleRateHz, toHz: sampleRateHz });
}

/** Decodes the bytes of the sound at an input port; throws as {@link readSound} does. */
export function parseSound(bytes: Uint8Array, port: string): Sound {
  const foreign = foreignFormat(bytes);
  if (foreign !== undefined) throw unsupportedAudio(port, `it is ${foreign}, not WAV`);
  if (bytes.length === 0) throw corruptAudio(port, 'it is empty');
  try {
    return decodeWav(bytes);
  } catch (error) {
    if (!(error instanceof WavError)) throw error;
    throw error.kind === 'corrupt'
      ? corruptAudio(port, error.message)
      : unsupportedAudio(port, error.message);
  }
}

function corruptAudio(port: string, reason: string): EngineError {
  return new EngineError({
    code: 'corrupt-audio',
    message: `The file at "${port}" cannot be read as a WAV sound: ${reason}.`,
    hint: 'Give a whole WAV file.',
    details: { port },
  });
}

function unsupportedAudio(port: string, reason: string): EngineError {
  return new EngineError({
    code: 'unsupported-audio',
    message: `The file at "${port}" cannot be read: ${reason}.`,
    hint: 'Convert it to a WAV file of 16-bit PCM first, for example with `ffmpeg -i sound.mp3 sound.wav`.',
    details: { port },
  });
}
