import { describe, expect, it } from 'vitest';
import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import { createMemoryArtifactStore } from '../artifact/memory-artifact-store.ts';
import { readAll } from '../artifact/read-all.ts';
import { createWavAudioTool } from './wav-audio-tool.ts';
import { decodeSamples, encodeSamples } from './wav/sample-codec.ts';
import { frameBytes, type WavFormat } from './wav/wav-format.ts';
import { openWavSound } from './wav/wav-sound.ts';
import { writeWavHeader } from './wav/write-wav-header.ts';

const cd: WavFormat = { encoding: 'integer', channels: 1, sampleRate: 8000, bitsPerSample: 16 };

function tone(frequency: number, seconds: number, sampleRate: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, index) => 0.5 * Math.sin((2 * Math.PI * frequency * index) / sampleRate),
  );
}

function writeWav(format: WavFormat, channels: readonly Float32Array[]): Uint8Array {
  const data = encodeSamples(channels, format);
  return Buffer.concat([writeWavHeader(format, data.length), data]);
}

function setUp() {
  const store = createMemoryArtifactStore();
  const put = (format: WavFormat, ...channels: Float32Array[]) =>
    store.put(writeWav(format, channels));
  const read = async (ref: ArtifactRef) => {
    const sound = await openWavSound(store, ref);
    const bytes = await readAll(store.read(ref.$artifact));
    const end = sound.dataStart + sound.frames * frameBytes(sound.format);
    const data = bytes.subarray(sound.dataStart, end);
    return { ...sound, channels: decodeSamples(data, sound.format) };
  };
  return { store, tool: createWavAudioTool(store), put, read };
}

const formats: WavFormat[] = [8, 16, 24, 32].map((bitsPerSample) => ({ ...cd, bitsPerSample }));
formats.push({ ...cd, encoding: 'float', bitsPerSample: 32 });
formats.push({ ...cd, encoding: 'float', bitsPerSample: 64 });

describe('samples', () => {
  it.each(formats)('survive $encoding of $bitsPerSample bits', (format) => {
    const samples = Float32Array.of(0, 0.5, -0.5, -1, 0.25);
    const [decoded] = decodeSamples(encodeSamples([samples], format), format);
    for (const [index, sample] of samples.entries())
      expect(decoded?.[index]).toBeCloseTo(sample, 2);
  });

  it('are cut at full loudness where they are integers', () => {
    for (const format of formats.slice(0, 4)) {
      const [decoded] = decodeSamples(encodeSamples([Float32Array.of(7, -7)], format), format);
      expect(decoded?.[0]).toBeGreaterThan(0.99);
      expect(decoded?.[1]).toBe(-1);
    }
  });
});

describe('cutting', () => {
  it('copies the part, sample by sample', async () => {
    const { tool, put, read } = setUp();
    const left = tone(440, 2, 8000);
    const right = tone(220, 2, 8000);
    const sound = await put({ ...cd, channels: 2 }, left, right);
    const part = await tool.cut(sound, { startSeconds: 0.5, endSeconds: 1.25 });
    expect(part).toMatchObject({ mediaType: 'audio/wav', durationMs: 750 });
    const { channels } = await read(part);
    expect(channels[0]?.length).toBe(6000);
    expect(channels[0]?.[7]).toBeCloseTo(left[4007] ?? 0, 4);
    expect(channels[1]?.[7]).toBeCloseTo(right[4007] ?? 0, 4);
  });

  it('keeps within the sound', async () => {
    const { tool, put } = setUp();
    const sound = await put(cd, tone(440, 1, 8000));
    const part = await tool.cut(sound, { startSeconds: 0.75, endSeconds: 86_400 });
    expect(part.durationMs).toBe(250);
  });

  it('says so when nothing of the part is inside', async () => {
    const { tool, put } = setUp();
    const sound = await put(cd, tone(440, 1, 8000));
    await expect(tool.cut(sound, { startSeconds: 1, endSeconds: 2 })).rejects.toMatchObject({
      code: 'part-outside-audio',
      message: expect.stringContaining('1.0 s'),
    });
  });

  it('pads an odd number of bytes', async () => {
    const { tool, put } = setUp();
    const sound = await put({ ...cd, bitsPerSample: 8 }, new Float32Array(9));
    const part = await tool.cut(sound, { startSeconds: 0, endSeconds: 7 / 8000 });
    expect(part.sizeBytes).toBe(44 + 8);
  });
});

describe('joining', () => {
  it('puts equal formats after each other unchanged, with silence between', async () => {
    const { tool, put, read } = setUp();
    for (const format of formats) {
      const sound = await put(format, new Float32Array(800).fill(0.5));
      const joined = await tool.concatenate([sound, sound, sound], { gapSeconds: 0.1 });
      const { channels, frames } = await read(joined);
      expect(frames).toBe(3 * 800 + 2 * 800);
      const at = [400, 1200, 2000, 2800].map((frame) => channels[0]?.[frame]);
      expect(at).toEqual([0.5, 0, 0.5, 0]);
    }
  });

  it('keeps a single sound as it is', async () => {
    const { tool, put } = setUp();
    const sound = await put(cd, tone(440, 0.1, 8000));
    expect(await tool.concatenate([sound], { gapSeconds: 1 })).toEqual(sound);
  });

  it.each([
    [8000, 48_000],
    [44_100, 16_000],
    [22_050, 24_000],
  ])('brings %i Hz to the %i Hz of the first, keeping pitch and loudness', async (from, to) => {
    const { tool, put, read } = setUp();
    const first = await put({ ...cd, sampleRate: to }, new Float32Array(to / 100));
    const second = await put({ ...cd, sampleRate: from }, tone(440, 0.5, from));
    const joined = await read(await tool.concatenate([first, second], { gapSeconds: 0 }));
    expect(joined.format.sampleRate).toBe(to);
    const expected = tone(440, 0.5, to);
    const actual = joined.channels[0]?.subarray(to / 100) ?? new Float32Array();
    expect(actual.length).toBe(expected.length);
    for (let index = 400; index < expected.length - 400; index += 1) {
      expect(Math.abs((actual[index] ?? 0) - (expected[index] ?? 0))).toBeLessThan(0.005);
    }
  });

  it('lets no high tone fold back when the rate is lowered', async () => {
    const { tool, put, read } = setUp();
    const first = await put(cd, new Float32Array(80));
    const high = await put({ ...cd, sampleRate: 48_000 }, tone(7000, 0.5, 48_000));
    const { channels } = await read(await tool.concatenate([first, high], { gapSeconds: 0 }));
    const loudest = channels[0]
      ?.subarray(400, 3600)
      .reduce((max, x) => Math.max(max, Math.abs(x)), 0);
    expect(loudest).toBeLessThan(0.01);
  });

  it('mixes channels to those of the first', async () => {
    const { tool, put, read } = setUp();
    const stereo = { ...cd, channels: 2 };
    const mono = await put(cd, new Float32Array(10).fill(0.25));
    const pair = await put(stereo, new Float32Array(10).fill(0.5), new Float32Array(10));
    const narrow = await read(await tool.concatenate([mono, pair], { gapSeconds: 0 }));
    expect(narrow.channels.map((channel) => channel[15])).toEqual([0.25]);
    const wide = await read(await tool.concatenate([pair, mono], { gapSeconds: 0 }));
    expect(wide.channels.map((channel) => channel[15])).toEqual([0.25, 0.25]);
  });
});

describe('a sound that cannot be used', () => {
  const part = { startSeconds: 0, endSeconds: 1 };

  it('is told as corrupt when it is cut off', async () => {
    const { tool, store } = setUp();
    const bytes = writeWav(cd, [tone(440, 1, 8000)]);
    for (const length of [30, 43, 1000]) {
      const broken = await store.put(bytes.subarray(0, length));
      await expect(tool.cut(broken, part)).rejects.toMatchObject({
        code: 'corrupt-audio',
        message: expect.stringContaining('audio/wav'),
      });
    }
  });

  it('is told as unsupported when it is no WAV file or has squeezed samples', async () => {
    const { tool, store } = setUp();
    const mp3 = await store.put(Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0, 0, 0));
    const squeezed = writeWav(cd, [tone(440, 1, 8000)]);
    squeezed[20] = 7;
    for (const ref of [mp3, await store.put(squeezed)]) {
      await expect(tool.concatenate([ref], { gapSeconds: 0 })).rejects.toMatchObject({
        code: 'unsupported-audio',
        hint: expect.stringContaining('WAV'),
      });
    }
  });

  it('is read when the writer did not know its length, and past other chunks', async () => {
    const { tool, store } = setUp();
    const bytes = Buffer.from(writeWav(cd, [tone(440, 1, 8000)]));
    bytes.writeUInt32LE(0xffff_ffff, 40);
    const list = Buffer.from('LIST\x05\0\0\0INFOx\0', 'latin1');
    const sound = await store.put(Buffer.concat([bytes.subarray(0, 36), list, bytes.subarray(36)]));
    expect(await tool.cut(sound, part)).toMatchObject({ durationMs: 1000 });
  });
});
