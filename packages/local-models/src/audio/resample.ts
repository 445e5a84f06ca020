/** Zero crossings of the sinc on each side: steepness of the filter. */
const zeroCrossings = 32;
/** Share of the band below the new Nyquist frequency that passes unweakened, about. */
const passShare = 0.94;
/** Of the Kaiser window: about 90 dB of damping. */
const windowShape = 9;

/**
 * Changes the sample rate with a band-limited filter: what the new rate cannot hold is damped by about
 * 90 dB instead of being folded back.
 *
 * @see https://ccrma.stanford.edu/~jos/resample/
 */
export function resample(
  samples: Float32Array,
  { fromHz, toHz }: { fromHz: number; toHz: number },
): Float32Array {
  if (fromHz === toHz || samples.length === 0) return samples;
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const output = new Float32Array(Math.max(1, Math.round((samples.length * up) / down)));
  const filter = createFilter(up, down);
  for (let index = 0; index < output.length; index += 1) {
    const position = index * down;
    const base = Math.floor(position / up);
    const taps = filter.tapsOf(position % up);
    const first = base - filter.reach + 1;
    let sum = 0;
    const begin = Math.max(0, -first);
    const end = Math.min(taps.length, samples.length - first);
    for (let tap = begin; tap < end; tap += 1) {
      sum += (samples[first + tap] ?? 0) * (taps[tap] ?? 0);
    }
    output[index] = sum;
  }
  return output;
}

interface PhaseFilter {
  /** Input samples on each side of a position that count. */
  reach: number;
  /** Weights of the input samples around a position `phase / up` after a sample. */
  tapsOf(phase: number): Float64Array;
}

function createFilter(up: number, down: number): PhaseFilter {
  const cutoff = Math.min(1, up / down) * passShare;
  const reach = Math.ceil(zeroCrossings / cutoff);
  const phases = new Map<number, Float64Array>();
  const makeTaps = (phase: number): Float64Array => {
    const taps = new Float64Array(2 * reach);
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap += 1) {
      const distance = tap - reach + 1 - phase / up;
      const weight = cutoff * sinc(cutoff * distance) * kaiser(distance / reach);
      taps[tap] = weight;
      sum += weight;
    }
    return taps.map((weight) => weight / sum);
  };
  return {
    reach,
    tapsOf(phase) {
      const known = phases.get(phase);
      if (known) return known;
      const taps = makeTaps(phase);
      phases.set(phase, taps);
      return taps;
    },
  };
}

function sinc(value: number): number {
  return value === 0 ? 1 : Math.sin(Math.PI * value) / (Math.PI * value);
}

function kaiser(position: number): number {
  if (Math.abs(position) >= 1) return 0;
  return bessel(windowShape * Math.sqrt(1 - position * position)) / bessel(windowShape);
}

/** Modified Bessel function of the first kind, order zero. */
function bessel(value: number): number {
  let term = 1;
  let sum = 1;
  for (let order = 1; term > sum * 1e-12; order += 1) {
    term *= (value / (2 * order)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
