const lobes = 16;

interface Kernel {
  /** Input samples that make one output sample. */
  taps: number;
  /** Positions between two input samples at which outputs fall. */
  phases: number;
  /** `taps` weights for each phase. */
  weights: Float32Array;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

// A sinc in a Hann window. Lowering the rate widens it, so that no tone folds back.
function makeKernel(fromRate: number, toRate: number): Kernel {
  const phases = toRate / greatestCommonDivisor(fromRate, toRate);
  const cutoff = Math.min(1, toRate / fromRate);
  const reach = lobes / cutoff;
  const taps = 2 * Math.ceil(reach);
  const weights = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = tap - taps / 2 + 1 - phase / phases;
      const window =
        Math.abs(distance) < reach ? Math.cos((Math.PI * distance) / (2 * reach)) ** 2 : 0;
      const weight = sinc(distance * cutoff) * window;
      weights[phase * taps + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap += 1) {
      weights[phase * taps + tap] = (weights[phase * taps + tap] ?? 0) / sum;
    }
  }
  return { taps, phases, weights };
}

/** How many samples a sound has at another rate. */
export function resampledLength(length: number, fromRate: number, toRate: number): number {
  return Math.round((length * toRate) / fromRate);
}

/** Brings one channel to another rate (samples a second), keeping pitch and length. */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  if (fromRate === toRate) return samples;
  const { taps, phases, weights } = makeKernel(fromRate, toRate);
  const advance = (fromRate * phases) / toRate;
  const output = new Float32Array(resampledLength(samples.length, fromRate, toRate));
  for (let index = 0; index < output.length; index += 1) {
    const position = index * advance;
    const phase = position % phases;
    const first = (position - phase) / phases - taps / 2 + 1;
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      sum += (samples[first + tap] ?? 0) * (weights[phase * taps + tap] ?? 0);
    }
    output[index] = sum;
  }
  return output;
}
