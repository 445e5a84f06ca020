import { makePalette, paletteSize, type Colour } from './palette.ts';
import { seededNormals } from './seeded-random.ts';

const inputCount = 3;
const hiddenCount = 20;
const hiddenLayers = 3;
const inputGain = 1.6;
const hiddenGain = 1.9;
const biasGain = 0.6;
// How sharply one colour gives way to the next.
const contrast = 3;
// More than this many numbers of the vector change nothing that can be seen, and cost time.
const mostFeatures = 128;

interface Layer {
  inputs: number;
  outputs: number;
  weights: Float32Array;
  biases: Float32Array;
}

/**
 * A compositional pattern-producing network: a function from a place in the picture to a colour. Each
 * weight is a random projection of a text's vector, so that texts of like meaning give like pictures.
 *
 * @see https://doi.org/10.1007/s10710-007-9028-8
 */
export class PatternNet {
  readonly #layers: readonly Layer[];
  readonly #palette: readonly Colour[];

  constructor(vector: Float32Array, seed: number) {
    const project = projection(vector, seededNormals(seed));
    this.#palette = makePalette(project() * 180, 1 + project() * 0.25);
    const widths = [inputCount, ...Array<number>(hiddenLayers).fill(hiddenCount), paletteSize];
    this.#layers = widths.slice(1).map((outputs, index) => {
      const inputs = widths[index] ?? inputCount;
      const gain = index === 0 ? inputGain : hiddenGain / Math.sqrt(inputs);
      const weights = Float32Array.from({ length: inputs * outputs }, () => project() * gain);
      const biases = Float32Array.from({ length: outputs }, () => project() * biasGain);
      return { inputs, outputs, weights, biases };
    });
  }

  /** The colour at a place; the shorter side of the picture runs from -1 to 1. */
  colourAt(x: number, y: number): Colour {
    let values: Float32Array = Float32Array.of(x, y, Math.hypot(x, y) * 1.5 - 0.7);
    for (const layer of this.#layers) values = apply(layer, values);
    return this.#mix(values);
  }

  #mix(shares: Float32Array): Colour {
    let total = 0;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (const [index, colour] of this.#palette.entries()) {
      const share = Math.exp((shares[index] ?? 0) * contrast);
      total += share;
      red += colour[0] * share;
      green += colour[1] * share;
      blue += colour[2] * share;
    }
    return [Math.round(red / total), Math.round(green / total), Math.round(blue / total)];
  }
}

/** Draws the next number: chance, weighted by the vector. */
function projection(vector: Float32Array, normals: () => number): () => number {
  const features = foldVector(vector);
  return () => {
    let sum = 0;
    for (const feature of features) sum += feature * normals();
    return sum;
  };
}

/** The vector folded to fewer numbers, brought to length one again. */
function foldVector(vector: Float32Array): Float32Array {
  const folded = new Float32Array(Math.min(mostFeatures, vector.length));
  for (const [index, value] of vector.entries()) {
    const sign = Math.floor(index / folded.length) % 2 === 0 ? 1 : -1;
    const at = index % folded.length;
    folded[at] = (folded[at] ?? 0) + sign * value;
  }
  const length = Math.hypot(...folded) || 1;
  return folded.map((value) => value / length);
}

function apply({ inputs, outputs, weights, biases }: Layer, values: Float32Array): Float32Array {
  const results = new Float32Array(outputs);
  for (let output = 0; output < outputs; output += 1) {
    let sum = biases[output] ?? 0;
    const row = output * inputs;
    for (let input = 0; input < inputs; input += 1) {
      sum += (weights[row + input] ?? 0) * (values[input] ?? 0);
    }
    results[output] = Math.tanh(sum);
  }
  return results;
}
