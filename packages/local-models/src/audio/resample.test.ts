import { describe, expect, it } from 'vitest';
import { resample } from './resample.ts';

function sine(frequencyHz: number, sampleRateHz: number, seconds = 0.5): Float32Array {
  return Float32Array.from({ length: sampleRateHz * seconds }, (_, index) =>
    Math.sin((2 * Math.PI * frequencyHz * index) / sampleRateHz),
  );
}

/** Strength of one frequency in the middle of a sound, in decibels below a full sine. */
function levelDb(samples: Float32Array, frequencyHz: number, sampleRateHz: number): number {
  const from = Math.floor(samples.length / 4);
  const count = Math.floor(samples.length / 2);
  let real = 0;
  let imaginary = 0;
  let weights = 0;
  for (let index = 0; index < count; index += 1) {
    const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / count);
    const angle = (2 * Math.PI * frequencyHz * index) / sampleRateHz;
    real += weight * (samples[from + index] ?? 0) * Math.cos(angle);
    imaginary += weight * (samples[from + index] ?? 0) * Math.sin(angle);
    weights += weight;
  }
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / weights + 1e-9);
}

function loudnessDb(samples: Float32Array): number {
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4);
  const power = middle.reduce((sum, value) => sum + value * value, 0) / middle.length;
  return 10 * Math.log10(2 * power + 1e-18);
}

const rates = [
  [44_100, 16_000],
  [48_000, 16_000],
  [22_050, 16_000],
  [8000, 16_000],
] as const;

describe('resample', () => {
  it.each(rates)('passes speech frequencies from %i to %i Hz unweakened', (fromHz, toHz) => {
    for (const frequencyHz of [100, 1000, 3000]) {
      const output = resample(sine(frequencyHz, fromHz), { fromHz, toHz });
      expect(output.length).toBe(toHz / 2);
      expect(Math.abs(levelDb(output, frequencyHz, toHz))).toBeLessThan(0.1);
    }
  });

  it.each([
    [44_100, 9000],
    [44_100, 12_000],
    [48_000, 20_000],
  ])('damps what the lower rate cannot hold (%i Hz, sine of %i Hz)', (fromHz, frequencyHz) => {
    const output = resample(sine(frequencyHz, fromHz), { fromHz, toHz: 16_000 });
    expect(loudnessDb(output)).toBeLessThan(-70);
  });

  it('makes no mirror images when the rate rises', () => {
    const output = resample(sine(1000, 8000), { fromHz: 8000, toHz: 16_000 });
    expect(levelDb(output, 7000, 16_000)).toBeLessThan(-70);
  });

  it('keeps the place of an impulse', () => {
    const impulse = new Float32Array(4410);
    impulse[441 * 5] = 1;
    const output = resample(impulse, { fromHz: 44_100, toHz: 16_000 });
    expect(output.indexOf(Math.max(...output))).toBe(800);
  });

  it('leaves a sound of the right rate as it is', () => {
    const samples = Float32Array.of(0.1, 0.2);
    expect(resample(samples, { fromHz: 16_000, toHz: 16_000 })).toBe(samples);
  });
});
