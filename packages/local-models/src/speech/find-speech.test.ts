import { describe, expect, it } from 'vitest';
import { cutLongSpeech } from './cut-long-speech.ts';
import { findSpeech } from './find-speech.ts';

const rules = { threshold: 0.5, minimumSilenceSeconds: 0.3, paddingSeconds: 0 };

function frames(...runs: [value: number, count: number][]) {
  const values = runs.flatMap(([value, count]) => Array<number>(count).fill(value));
  return { values, frameSeconds: 0.1, durationSeconds: values.length * 0.1 };
}

describe('findSpeech', () => {
  it('separates runs that a long enough pause lies between', () => {
    expect(findSpeech(frames([0, 5], [0.9, 10], [0, 4], [0.8, 6], [0, 5]), rules)).toEqual([
      { startSeconds: 0.5, endSeconds: 1.5 },
      { startSeconds: 1.9, endSeconds: 2.5 },
    ]);
  });

  it('goes on over short pauses and over frames a little below the threshold', () => {
    const segments = findSpeech(frames([0.9, 5], [0, 2], [0.9, 5], [0.4, 9], [0, 5]), rules);
    expect(segments).toEqual([{ startSeconds: 0, endSeconds: 2.1 }]);
  });

  it('pads up to the middle between neighbours and to the ends of the sound', () => {
    const padded = { ...rules, paddingSeconds: 1 };
    expect(findSpeech(frames([0, 5], [0.9, 10], [0, 4], [0.9, 6], [0, 5]), padded)).toEqual([
      { startSeconds: 0, endSeconds: 1.7 },
      { startSeconds: 1.7, endSeconds: 3 },
    ]);
  });

  it('finds nothing in silence and in no sound', () => {
    expect(findSpeech(frames([0.1, 50]), rules)).toEqual([]);
    expect(findSpeech(frames(), rules)).toEqual([]);
  });
});

describe('cutLongSpeech', () => {
  it('cuts where speech is least likely shortly before the limit', () => {
    const sound = frames([0.9, 80], [0.2, 1], [0.9, 69]);
    const parts = cutLongSpeech([{ startSeconds: 0, endSeconds: 15 }], sound, 10);
    expect(parts).toEqual([
      { startSeconds: 0, endSeconds: 8.05 },
      { startSeconds: 8.05, endSeconds: 15 },
    ]);
  });

  it('keeps every part within the limit and loses nothing', () => {
    const sound = frames([0.9, 1000]);
    const parts = cutLongSpeech([{ startSeconds: 0, endSeconds: 100 }], sound, 30);
    expect(parts[0]?.startSeconds).toBe(0);
    expect(parts.at(-1)?.endSeconds).toBe(100);
    for (const [index, { startSeconds, endSeconds }] of parts.entries()) {
      expect(endSeconds - startSeconds).toBeLessThanOrEqual(30);
      expect(startSeconds).toBe(parts[index - 1]?.endSeconds ?? 0);
    }
  });
});
