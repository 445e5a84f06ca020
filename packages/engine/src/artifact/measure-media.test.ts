import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
  type OutputFormat,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { ArtifactRef } from './artifact-ref.ts';
import { createMemoryArtifactStore } from './memory-artifact-store.ts';

const frameSeconds = 0.04;

/** A video whose pictures are noise, but whose container is as programs write it. */
async function makeVideo(format: OutputFormat, seconds: number): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const track = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(track);
  await output.start();
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 320, codedHeight: 180 };
  for (let index = 0; index < Math.round(seconds / frameSeconds); index += 1) {
    const data = new Uint8Array(200).fill(index);
    const packet = new EncodedPacket(data, 'key', index * frameSeconds, frameSeconds);
    await track.add(packet, { decoderConfig });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer());
}

async function makeOpus(seconds: number): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const track = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(track);
  await output.start();
  const description = new Uint8Array(19);
  // OpusHead, version 1, one channel, no pre-skip, 48 kHz.
  description.set([...new TextEncoder().encode('OpusHead'), 1, 1, 0, 0, 0x80, 0xbb]);
  const decoderConfig = { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000, description };
  for (let index = 0; index < seconds * 50; index += 1) {
    // Opus: a frame of 20 ms of silence.
    const packet = new EncodedPacket(Uint8Array.of(0xf8, 0xff, 0xfe), 'key', index / 50, 0.02);
    await track.add(packet, { decoderConfig });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer());
}

/** Frames of MPEG 1 layer III: 128 kbit/s, 44.1 kHz, 1152 samples in 417 bytes. */
function makeMp3(seconds: number): Uint8Array {
  const frame = new Uint8Array(417);
  frame.set([0xff, 0xfb, 0x90, 0xc4]);
  const count = Math.round((seconds * 44_100) / 1152);
  const bytes = new Uint8Array(frame.length * count);
  for (let index = 0; index < count; index += 1) bytes.set(frame, index * frame.length);
  return bytes;
}

const describeFile = (bytes: Uint8Array): Promise<ArtifactRef> =>
  createMemoryArtifactStore().put(bytes);

describe('measureMedia', () => {
  it('tells length and size of a video, wherever they stand in the file', async () => {
    const mp4 = await describeFile(await makeVideo(new Mp4OutputFormat({ fastStart: false }), 12));
    expect(mp4).toMatchObject({
      mediaType: 'video/mp4',
      durationMs: 12_000,
      width: 320,
      height: 180,
    });
    const webm = await describeFile(await makeVideo(new WebMOutputFormat(), 2));
    // The length of the last picture does not stand in a WebM file.
    expect(webm).toMatchObject({
      mediaType: 'video/webm',
      durationMs: 1960,
      width: 320,
      height: 180,
    });
  });

  it('tells the length of a sound', async () => {
    expect(await describeFile(await makeOpus(3))).toMatchObject({
      mediaType: 'audio/ogg',
      durationMs: 3000,
    });
    const { mediaType, durationMs = 0 } = await describeFile(makeMp3(60));
    expect(mediaType).toBe('audio/mpeg');
    expect(Math.abs(durationMs - 60_000)).toBeLessThan(30);
  });

  it('leaves a damaged file without a length', async () => {
    const whole = await makeVideo(new Mp4OutputFormat({ fastStart: false }), 2);
    const ref = await describeFile(whole.subarray(0, whole.length / 2));
    expect(ref).toMatchObject({ mediaType: 'video/mp4' });
    expect(ref).not.toHaveProperty('durationMs');
  });

  it('tells the size of a drawing', async () => {
    const size = async (attributes: string) => {
      const ref = await describeFile(new TextEncoder().encode(`<svg ${attributes}></svg>`));
      return [ref.width, ref.height];
    };
    expect(await size('xmlns="x" width="120" height="80px"')).toEqual([120, 80]);
    expect(await size('width="1in" height="72pt"')).toEqual([96, 96]);
    expect(await size('width="100%" viewBox="0 0 24 12"')).toEqual([24, 12]);
    expect(await size('xmlns="x"')).toEqual([undefined, undefined]);
  });
});
