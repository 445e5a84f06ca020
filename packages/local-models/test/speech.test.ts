import { isArtifactRef, readAll, type ArtifactRef } from '@catena/engine';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeWav } from '../src/audio/decode-wav.ts';
import { encodeWav } from '../src/audio/encode-wav.ts';
import { resample } from '../src/audio/resample.ts';
import { createLocal } from '../src/index.ts';
import { errorRate, wordsOf } from './error-rate.ts';
import { ModelBench } from './run-model.ts';
import { seededRandom, testSeed } from './seeded-random.ts';

const sampleRateHz = 16_000;
const seed = testSeed();
const random = seededRandom(seed);
const bench = new ModelBench(createLocal());
afterAll(() => bench.provider.close?.());

const adjectives = 'old young quiet happy tired clever large yellow'.split(' ');
const people = 'teacher doctor farmer sailor driver woman child student'.split(' ');
const deeds = 'carried opened painted watched found bought moved'.split(' ');
const things = 'window table letter basket garden bicycle bottle ladder'.split(' ');
const places = ['after breakfast', 'near the river', 'behind the station', 'in the morning'];

function pick(list: readonly string[]): string {
  return list[Math.floor(random() * list.length)] ?? '';
}

function randomSentence(): string {
  return `The ${pick(adjectives)} ${pick(people)} ${pick(deeds)} the ${pick(adjectives)} ${pick(things)} ${pick(places)}.`;
}

interface Transcript {
  text: string;
  segments: { startSeconds: number; endSeconds: number; text: string }[];
}

interface SpeechRuns {
  segments: { startSeconds: number; endSeconds: number }[];
  starts: number[];
  ends: number[];
  speechSeconds: number;
}

async function say(text: string, voice = 'rms'): Promise<ArtifactRef> {
  const output = await bench.output('catena/speak', { text, voice });
  if (!isArtifactRef(output)) throw new Error('catena/speak gave no artifact.');
  return output;
}

async function samplesOf(sound: ArtifactRef): Promise<Float32Array> {
  const { channels, sampleRateHz: fromHz } = decodeWav(
    await readAll(bench.artifacts.read(sound.$artifact)),
  );
  return resample(channels[0] ?? new Float32Array(), { fromHz, toHz: sampleRateHz });
}

async function keep(samples: Float32Array): Promise<ArtifactRef> {
  return bench.artifacts.put(encodeWav({ sampleRateHz, channels: [samples] }));
}

async function transcribe(audio: ArtifactRef): Promise<Transcript> {
  return (await bench.output('catena/transcribe', { audio })) as Transcript;
}

function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * sampleRateHz));
}

function concatenate(...parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

describe(`catena/speak and catena/transcribe (seed ${seed})`, () => {
  it.each(['rms', 'awb'])(
    'write down random sentences of %s with at most 20 % wrong',
    async (voice) => {
      const sentences = Array.from({ length: 6 }, randomSentence);
      const { text, segments } = await transcribe(await say(sentences.join(' '), voice));
      const rate = errorRate(wordsOf(text), wordsOf(sentences.join(' ')));
      process.stdout.write(`${voice}: word error rate ${(100 * rate).toFixed(1)} %\n`);
      expect(rate).toBeLessThanOrEqual(0.2);
      expect(segments.map((segment) => segment.text).join(' ')).toBe(text);
    },
  );

  it('write down sounds of other rates and of two channels', async () => {
    const sentences = Array.from({ length: 5 }, randomSentence).join(' ');
    const samples = await samplesOf(await say(sentences));
    const left = resample(samples, { fromHz: sampleRateHz, toHz: 44_100 });
    const right = new Float32Array(left.length);
    const stereo = encodeWav({ sampleRateHz: 44_100, channels: [left, right] });
    const { text } = await transcribe(await bench.artifacts.put(stereo));
    expect(errorRate(wordsOf(text), wordsOf(sentences))).toBeLessThanOrEqual(0.2);
  });

  it('cut sounds of more than 30 seconds into segments and lose nothing', async () => {
    const sentences = Array.from({ length: 16 }, randomSentence);
    const sound = await say(sentences.join(' '));
    const durationSeconds = (await samplesOf(sound)).length / sampleRateHz;
    const { text, segments } = await transcribe(sound);
    expect(durationSeconds).toBeGreaterThan(40);
    expect(segments.length).toBeGreaterThan(1);
    for (const { startSeconds, endSeconds } of segments) {
      expect(endSeconds - startSeconds).toBeLessThanOrEqual(30);
    }
    expect(errorRate(wordsOf(text), wordsOf(sentences.join(' ')))).toBeLessThanOrEqual(0.2);
  });

  it.each([
    ['silence', 2],
    ['less than a tenth of a second', 0.05],
    ['no samples at all', 0],
  ])('give an empty text for %s', async (_name, seconds) => {
    expect(await transcribe(await keep(silence(seconds)))).toEqual({ text: '', segments: [] });
  });

  it('speak in different voices, and the same way twice', async () => {
    const [first, again, other] = [
      await say('Two trains.'),
      await say('Two trains.'),
      await say('Two trains.', 'slt'),
    ];
    expect(first.mediaType).toBe('audio/wav');
    expect(again.$artifact).toBe(first.$artifact);
    expect(other.$artifact).not.toBe(first.$artifact);
  });

  it('refuse text that has nothing an English voice can say', async () => {
    const { prediction } = await bench.run('catena/speak', { text: '你好' });
    expect(prediction.error).toMatchObject({ code: 'unsupported-text' });
  });
});

describe('catena/vad', () => {
  it('finds two runs of speech between gaps', async () => {
    const first = await samplesOf(await say('Good morning, everyone.'));
    const second = await samplesOf(await say('The meeting starts at nine.', 'awb'));
    const gap = silence(1.5);
    const audio = await keep(concatenate(gap, first, gap, second, gap));
    const runs = (await bench.output('catena/vad', { audio })) as SpeechRuns;
    expect(runs.segments).toHaveLength(2);
    const firstEnd = 1.5 + first.length / sampleRateHz;
    const expected = [
      [1.5, firstEnd],
      [firstEnd + 1.5, firstEnd + 1.5 + second.length / sampleRateHz],
    ];
    for (const [index, [start = 0, end = 0]] of expected.entries()) {
      expect(Math.abs((runs.starts[index] ?? 99) - start)).toBeLessThan(0.5);
      expect(Math.abs((runs.ends[index] ?? 99) - end)).toBeLessThan(0.5);
    }
    expect(runs.segments.map(({ startSeconds }) => startSeconds)).toEqual(runs.starts);
    expect(runs.segments.map(({ endSeconds }) => endSeconds)).toEqual(runs.ends);
    expect(runs.speechSeconds).toBeGreaterThan(2);
  });

  it('finds no speech in noise', async () => {
    const noise = Float32Array.from({ length: 2 * sampleRateHz }, () => random() * 0.2 - 0.1);
    const runs = (await bench.output('catena/vad', {
      audio: await keep(noise),
    })) as SpeechRuns;
    expect(runs).toEqual({ segments: [], starts: [], ends: [], speechSeconds: 0 });
  });

  it.each([
    ['words', Buffer.from('This is not a sound.'), 'corrupt-audio'],
    ['a broken WAV file', Buffer.from('RIFF\u0010\0\0\0WAVEnonsense and more'), 'corrupt-audio'],
    ['an MP3 file', Buffer.from('ID3\u0004 and so on'), 'unsupported-audio'],
  ])('names the port when it gets %s', async (_name, bytes, code) => {
    const audio = await bench.artifacts.put(bytes, { mediaType: 'audio/wav' });
    for (const model of ['catena/vad', 'catena/transcribe']) {
      const { prediction } = await bench.run(model, { audio });
      expect(prediction.status).toBe('failed');
      expect(prediction.error).toMatchObject({ code, message: expect.stringContaining('"audio"') });
    }
  });
});
