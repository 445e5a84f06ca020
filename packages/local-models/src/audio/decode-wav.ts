import type { Sound } from './sound.ts';
import { WavError } from './wav-error.ts';
import { parseWavFormat, type WavFormat } from './wav-format.ts';

// Programs that write to a pipe do not know the length and leave one of these.
const unknownSizes = new Set([0, 0x7fffffff, 0xffffffff]);

/**
 * Reads a WAV file: PCM of 8, 16, 24 or 32 bits, float of 32 or 64 bits, plain or extensible.
 *
 * @throws WavError that says what is wrong.
 */
export function decodeWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const outer = textAt(view, 0);
  if (view.byteLength < 12 || (outer !== 'RIFF' && outer !== 'RF64')) {
    throw new WavError('corrupt', 'it does not begin with "RIFF"');
  }
  if (textAt(view, 8) !== 'WAVE') {
    throw new WavError('corrupt', `it is a RIFF file of kind "${textAt(view, 8)}", not "WAVE"`);
  }
  let format: WavFormat | undefined;
  for (let offset = 12; offset + 8 <= view.byteLength;) {
    const name = textAt(view, offset);
    const claimedBytes = view.getUint32(offset + 4, true);
    const start = offset + 8;
    const restBytes = view.byteLength - start;
    if (name === 'data') {
      if (!format) throw new WavError('corrupt', 'its samples come before their format');
      const sizeBytes = unknownSizes.has(claimedBytes) ? restBytes : claimedBytes;
      if (sizeBytes > restBytes) {
        throw new WavError(
          'corrupt',
          `it is cut off: ${sizeBytes} bytes of samples are announced, ${restBytes} are there`,
        );
      }
      return decodeSamples(new DataView(bytes.buffer, bytes.byteOffset + start, sizeBytes), format);
    }
    if (claimedBytes > restBytes) {
      throw new WavError('corrupt', `its chunk "${name}" is longer than the file`);
    }
    if (name === 'fmt ')
      format = parseWavFormat(new DataView(view.buffer, view.byteOffset + start, claimedBytes));
    // Chunks of odd length are followed by a byte of padding.
    offset = start + claimedBytes + (claimedBytes % 2);
  }
  throw new WavError('corrupt', format ? 'it has no samples' : 'it has no format chunk');
}

function decodeSamples(data: DataView, format: WavFormat): Sound {
  const { channelCount, sampleRateHz, bitsPerSample } = format;
  const sampleBytes = bitsPerSample / 8;
  const frames = Math.floor(data.byteLength / (sampleBytes * channelCount));
  const readSample = sampleReader(data, format);
  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame += 1) {
      samples[frame] = readSample((frame * channelCount + channel) * sampleBytes);
    }
    return samples;
  });
  return { sampleRateHz, channels };
}

function sampleReader(
  data: DataView,
  { encoding, bitsPerSample }: WavFormat,
): (offset: number) => number {
  if (encoding === 'float') {
    const read =
      bitsPerSample === 32
        ? (offset: number) => data.getFloat32(offset, true)
        : (offset: number) => data.getFloat64(offset, true);
    return (offset) => {
      const value = read(offset);
      return Number.isFinite(value) ? value : 0;
    };
  }
  switch (bitsPerSample) {
    case 8:
      return (offset) => (data.getUint8(offset) - 128) / 128;
    case 16:
      return (offset) => data.getInt16(offset, true) / 0x8000;
    case 24:
      return (offset) =>
        (data.getUint8(offset) + (data.getInt16(offset + 1, true) << 8)) / 0x800000;
    default:
      return (offset) => data.getInt32(offset, true) / 0x80000000;
  }
}

function textAt(view: DataView, offset: number): string {
  let text = '';
  for (let index = offset; index < Math.min(offset + 4, view.byteLength); index += 1) {
    text += String.fromCharCode(view.getUint8(index));
  }
  return text;
}
