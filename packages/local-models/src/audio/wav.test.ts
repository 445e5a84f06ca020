import { describe, expect, it } from 'vitest';
import { decodeWav } from './decode-wav.ts';
import { encodeWav } from './encode-wav.ts';
import { mixToMono } from './sound.ts';
import { WavError } from './wav-error.ts';

const values = [0, 0.5, -0.5, 0.25, -1, 0.999];

interface Chunk {
  name: string;
  body: Uint8Array;
}

/** A WAV file from its parts, so that the reader is not tested with the writer only. */
function wavFile(chunks: readonly Chunk[]): Uint8Array {
  const parts = chunks.flatMap(({ name, body }) => {
    const head = Buffer.alloc(8);
    head.write(name, 0, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return [head, body, Buffer.alloc(body.length % 2)];
  });
  const body = Buffer.concat([Buffer.from('WAVE'), ...parts]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

interface Format {
  tag: number;
  bits: number;
  channels?: number;
  rate?: number;
  extension?: Uint8Array;
}

function formatChunk({ tag, bits, channels = 1, rate = 8000, extension }: Format): Chunk {
  const body = Buffer.alloc(16);
  body.writeUInt16LE(tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(rate, 4);
  body.writeUInt32LE((rate * channels * bits) / 8, 8);
  body.writeUInt16LE((channels * bits) / 8, 12);
  body.writeUInt16LE(bits, 14);
  return { name: 'fmt ', body: Buffer.concat([body, extension ?? Buffer.alloc(0)]) };
}

function samples(
  sizeBytes: number,
  write: (bytes: Buffer, value: number, at: number) => void,
): Chunk {
  const body = Buffer.alloc(values.length * sizeBytes);
  for (const [index, value] of values.entries()) write(body, value, index * sizeBytes);
  return { name: 'data', body };
}

const encodings: { name: string; format: Format; data: Chunk; tolerance: number }[] = [
  {
    name: '8-bit PCM',
    format: { tag: 1, bits: 8 },
    data: samples(1, (bytes, value, at) => bytes.writeUInt8(Math.round(value * 127) + 128, at)),
    tolerance: 0.01,
  },
  {
    name: '16-bit PCM',
    format: { tag: 1, bits: 16 },
    data: samples(2, (bytes, value, at) => bytes.writeInt16LE(Math.round(value * 0x7fff), at)),
    tolerance: 1e-4,
  },
  {
    name: '24-bit PCM',
    format: { tag: 1, bits: 24 },
    data: samples(3, (bytes, value, at) => bytes.writeIntLE(Math.round(value * 0x7fffff), at, 3)),
    tolerance: 1e-6,
  },
  {
    name: '32-bit PCM',
    format: { tag: 1, bits: 32 },
    data: samples(4, (bytes, value, at) => bytes.writeInt32LE(Math.round(value * 0x7fffffff), at)),
    tolerance: 1e-6,
  },
  {
    name: '32-bit float',
    format: { tag: 3, bits: 32 },
    data: samples(4, (bytes, value, at) => bytes.writeFloatLE(value, at)),
    tolerance: 1e-6,
  },
  {
    name: '64-bit float',
    format: { tag: 3, bits: 64 },
    data: samples(8, (bytes, value, at) => bytes.writeDoubleLE(value, at)),
    tolerance: 1e-6,
  },
];

describe('WAV', () => {
  it('keeps samples and rate through writing and reading', () => {
    const left = Float32Array.from(values);
    const right = left.map((value) => -value / 2);
    const sound = decodeWav(encodeWav({ sampleRateHz: 22_050, channels: [left, right] }));
    expect(sound.sampleRateHz).toBe(22_050);
    expect(sound.channels).toHaveLength(2);
    for (const [index, value] of values.entries()) {
      expect(sound.channels[0]?.[index]).toBeCloseTo(value, 4);
      expect(sound.channels[1]?.[index]).toBeCloseTo(-value / 2, 4);
    }
  });

  it.each(encodings)('reads $name', ({ format, data, tolerance }) => {
    const sound = decodeWav(wavFile([formatChunk(format), data]));
    expect(sound.sampleRateHz).toBe(8000);
    for (const [index, value] of values.entries()) {
      expect(Math.abs((sound.channels[0]?.[index] ?? 9) - value)).toBeLessThan(tolerance);
    }
  });

  it('reads the extensible form and steps over chunks of odd length', () => {
    const extension = Buffer.alloc(24);
    extension.writeUInt16LE(22, 0);
    extension.writeUInt16LE(3, 8);
    const file = wavFile([
      { name: 'LIST', body: Buffer.from('odd') },
      formatChunk({ tag: 0xfffe, bits: 32, extension }),
      samples(4, (bytes, value, at) => bytes.writeFloatLE(value, at)),
    ]);
    expect(decodeWav(file).channels[0]?.[1]).toBeCloseTo(0.5, 6);
  });

  it('takes samples to the end of the file where a pipe left their length open', () => {
    const file = encodeWav({ sampleRateHz: 8000, channels: [Float32Array.from(values)] });
    new DataView(file.buffer).setUint32(40, 0xffffffff, true);
    expect(decodeWav(file).channels[0]).toHaveLength(values.length);
  });

  it('mixes channels in equal parts', () => {
    const mono = mixToMono({
      sampleRateHz: 8000,
      channels: [Float32Array.of(1, 0.5), Float32Array.of(0, -0.5)],
    });
    expect([...mono]).toEqual([0.5, 0]);
  });

  const good = encodeWav({ sampleRateHz: 8000, channels: [new Float32Array(100)] });
  const changed = (offset: number, value: number) => {
    const bytes = good.slice();
    new DataView(bytes.buffer).setUint32(offset, value, true);
    return bytes;
  };
  it.each([
    { bytes: Buffer.from('just some words'), kind: 'corrupt', reason: /RIFF/ },
    { bytes: good.subarray(0, 90), kind: 'corrupt', reason: /cut off: 200 bytes.*46 are there/ },
    { bytes: good.subarray(0, 36), kind: 'corrupt', reason: /no samples/ },
    { bytes: changed(24, 3), kind: 'corrupt', reason: /3 Hz/ },
    { bytes: Buffer.from('RIFF\0\0\0\0AVI LIST'), kind: 'corrupt', reason: /AVI/ },
    {
      bytes: wavFile([{ name: 'data', body: Buffer.alloc(4) }]),
      kind: 'corrupt',
      reason: /format/,
    },
    { bytes: wavFile([formatChunk({ tag: 7, bits: 8 })]), kind: 'unsupported', reason: /code 7/ },
  ])('says what is wrong: $kind, $reason', ({ bytes, kind, reason }) => {
    let thrown: unknown;
    try {
      decodeWav(bytes);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(WavError);
    expect(thrown).toMatchObject({ kind, message: expect.stringMatching(reason) });
  });
});
