import { frameBytes, type WavFormat } from './wav-format.ts';

type ReadSample = (view: DataView, offset: number) => number;
type WriteSample = (view: DataView, offset: number, sample: number) => void;

function toInteger(sample: number, bits: number): number {
  const scale = 2 ** (bits - 1);
  return Math.max(-scale, Math.min(scale - 1, Math.round(sample * scale)));
}

const integerReaders: Record<number, ReadSample> = {
  8: (view, offset) => (view.getUint8(offset) - 128) / 128,
  16: (view, offset) => view.getInt16(offset, true) / 32_768,
  24: (view, offset) =>
    (view.getUint16(offset, true) + view.getInt8(offset + 2) * 65_536) / 8_388_608,
  32: (view, offset) => view.getInt32(offset, true) / 2_147_483_648,
};

const integerWriters: Record<number, WriteSample> = {
  8: (view, offset, sample) => view.setUint8(offset, toInteger(sample, 8) + 128),
  16: (view, offset, sample) => view.setInt16(offset, toInteger(sample, 16), true),
  24: (view, offset, sample) => {
    const value = toInteger(sample, 24);
    view.setUint16(offset, value & 0xffff, true);
    view.setInt8(offset + 2, value >> 16);
  },
  32: (view, offset, sample) => view.setInt32(offset, toInteger(sample, 32), true),
};

const floatReaders: Record<number, ReadSample> = {
  32: (view, offset) => view.getFloat32(offset, true),
  64: (view, offset) => view.getFloat64(offset, true),
};

const floatWriters: Record<number, WriteSample> = {
  32: (view, offset, sample) => view.setFloat32(offset, sample, true),
  64: (view, offset, sample) => view.setFloat64(offset, sample, true),
};

function pick<Codec>(codecs: Record<number, Codec>, bits: number): Codec {
  const codec = codecs[bits];
  if (!codec) throw new TypeError(`no samples of ${bits} bits`);
  return codec;
}

/** Reads samples, from -1 to 1; a list for each channel. */
export function decodeSamples(bytes: Uint8Array, format: WavFormat): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers = format.encoding === 'float' ? floatReaders : integerReaders;
  const read = pick(readers, format.bitsPerSample);
  const frames = Math.floor(bytes.length / frameBytes(format));
  return Array.from({ length: format.channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    let offset = (channel * format.bitsPerSample) / 8;
    for (let frame = 0; frame < frames; frame += 1) {
      samples[frame] = read(view, offset);
      offset += frameBytes(format);
    }
    return samples;
  });
}

/** Writes samples; what is louder than 1 is cut to 1 unless the format is float. */
export function encodeSamples(channels: readonly Float32Array[], format: WavFormat): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const bytes = new Uint8Array(frames * frameBytes(format));
  const view = new DataView(bytes.buffer);
  const writers = format.encoding === 'float' ? floatWriters : integerWriters;
  const write = pick(writers, format.bitsPerSample);
  for (const [channel, samples] of channels.entries()) {
    let offset = (channel * format.bitsPerSample) / 8;
    for (const sample of samples) {
      write(view, offset, sample);
      offset += frameBytes(format);
    }
  }
  return bytes;
}

/** Bytes of silence; 8-bit samples are unsigned and rest at 128. */
export function writeSilence(format: WavFormat, frames: number): Uint8Array {
  const bytes = new Uint8Array(frames * frameBytes(format));
  return format.encoding === 'integer' && format.bitsPerSample === 8 ? bytes.fill(128) : bytes;
}
