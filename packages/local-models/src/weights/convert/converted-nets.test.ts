/** Small nets with numbers made here, run by the runtime and computed by hand. */
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { convertGraphModel } from './graph-model.ts';
import { convertLayersModel } from './layers-model.ts';
import type { Tensor } from './tensor.ts';

function made(shape: number[], seed: number): Tensor & { data: Float32Array } {
  const count = shape.reduce((product, size) => product * size, 1);
  const data = Float32Array.from({ length: count }, (_, index) => Math.sin(seed + index * 1.7));
  return { type: 'float32', shape, data };
}

async function run(
  net: Uint8Array,
  input: Tensor & { data: Float32Array },
): Promise<{ name: string; dims: readonly number[]; data: number[] }[]> {
  const session = await InferenceSession.create(net);
  const [name = ''] = session.inputNames;
  const outputs = await session.run({
    [name]: new RuntimeTensor('float32', input.data, input.shape),
  });
  return Object.entries(outputs).map(([output, { dims, data }]) => ({
    name: output,
    dims,
    data: Array.from(data as Float32Array),
  }));
}

interface Convolution {
  input: Tensor & { data: Float32Array };
  kernel: Tensor & { data: Float32Array };
  stride: number;
}

/** TensorFlow's own definition: channels last, padding `SAME`, kernel height x width x in x out. */
function convolve({ input, kernel, stride }: Convolution): { shape: number[]; data: number[] } {
  const [, height = 0, width = 0, channels = 0] = input.shape;
  const [size = 0, , , outputs = 0] = kernel.shape;
  const rows = Math.ceil(height / stride);
  const columns = Math.ceil(width / stride);
  const before = (length: number, count: number) =>
    Math.floor(Math.max(0, (count - 1) * stride + size - length) / 2);
  const data: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      for (let output = 0; output < outputs; output += 1) {
        let sum = 0;
        for (let i = 0; i < size * size * channels; i += 1) {
          const channel = i % channels;
          const kx = Math.floor(i / channels) % size;
          const ky = Math.floor(i / channels / size);
          const y = row * stride + ky - before(height, rows);
          const x = column * stride + kx - before(width, columns);
          if (y < 0 || x < 0 || y >= height || x >= width) continue;
          const value = input.data[(y * width + x) * channels + channel] ?? 0;
          sum += value * (kernel.data[i * outputs + output] ?? 0);
        }
        data.push(sum);
      }
    }
  }
  return { shape: [1, rows, columns, outputs], data };
}

function expectClose(actual: readonly number[] | undefined, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(actual?.[index]).toBeCloseTo(value, 4);
}

const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const list = (...values: number[]) => ({ list: { i: values.map(String) } });
const window = (stride: number) => ({
  strides: list(1, stride, stride, 1),
  padding: text('SAME'),
  data_format: text('NHWC'),
  dilations: list(1, 1, 1, 1),
});
const placeholder = (shape: number[]) => ({
  name: 'x',
  op: 'Placeholder',
  attr: { shape: { shape: { dim: shape.map((size) => ({ size: String(size) })) } } },
});
const constant = (name: string) => ({ name, op: 'Const' });

describe('convertGraphModel', () => {
  it('convolves as TensorFlow does, with bias and fused Prelu, whatever the order of nodes', async () => {
    const input = made([1, 6, 5, 2], 1);
    const kernel = made([3, 3, 2, 3], 2);
    const bias = made([3], 3);
    const slope = made([1, 1, 3], 4);
    const fused = { list: { s: ['BiasAdd', 'Prelu'].map((name) => text(name).s) } };
    const net = convertGraphModel({
      topology: {
        node: [
          {
            name: 'y',
            op: '_FusedConv2D',
            input: ['x', 'kernel', 'bias', 'slope'],
            attr: { ...window(2), fused_ops: fused },
          },
          ...['kernel', 'bias', 'slope'].map(constant),
          placeholder([1, 6, 5, 2]),
        ],
      },
      weights: new Map(Object.entries({ kernel, bias, slope })),
    });
    const [output] = await run(net, input);
    const { shape, data } = convolve({ input, kernel, stride: 2 });
    const expected = data.map((value, index) => {
      const biased = value + (bias.data[index % 3] ?? 0);
      return biased > 0 ? biased : biased * (slope.data[index % 3] ?? 0);
    });
    expect(output).toMatchObject({ name: 'y', dims: shape });
    expectClose(output?.data, expected);
  });

  it('keeps channels apart in depthwise convolutions', async () => {
    const input = made([1, 4, 4, 2], 5);
    const kernel = made([3, 3, 2, 1], 6);
    const net = convertGraphModel({
      topology: {
        node: [
          placeholder([1, 4, 4, 2]),
          constant('kernel'),
          { name: 'y', op: 'DepthwiseConv2dNative', input: ['x', 'kernel'], attr: window(1) },
        ],
      },
      weights: new Map([['kernel', kernel]]),
    });
    // The same as a full convolution whose kernel is zero between different channels.
    const full = made([3, 3, 2, 2], 0);
    for (const index of full.data.keys()) {
      const [channel, output] = [Math.floor(index / 2) % 2, index % 2];
      full.data[index] = channel === output ? (kernel.data[Math.floor(index / 2)] ?? 0) : 0;
    }
    const [output] = await run(net, input);
    expectClose(output?.data, convolve({ input, kernel: full, stride: 1 }).data);
  });

  it('pools, pads, adds, reshapes, and gives every value that nobody reads', async () => {
    const input: Tensor & { data: Float32Array } = {
      type: 'float32',
      shape: [1, 2, 2, 1],
      data: Float32Array.of(1, 2, 3, 4),
    };
    const net = convertGraphModel({
      topology: {
        node: [
          placeholder([1, 2, 2, 1]),
          ...['amounts', 'shape', 'one'].map(constant),
          {
            name: 'max',
            op: 'MaxPool',
            input: ['x'],
            attr: { ...window(2), ksize: list(1, 2, 2, 1) },
          },
          { name: 'pad', op: 'Pad', input: ['x', 'amounts'] },
          { name: 'flat', op: 'Reshape', input: ['pad', 'shape'] },
          { name: 'sum', op: 'AddV2', input: ['flat', 'one'] },
        ],
      },
      weights: new Map<string, Tensor>([
        ['amounts', { type: 'int32', shape: [4, 2], data: Int32Array.of(0, 0, 0, 0, 1, 0, 0, 1) }],
        ['shape', { type: 'int32', shape: [2], data: Int32Array.of(1, -1) }],
        ['one', { type: 'float32', shape: [], data: Float32Array.of(1) }],
      ]),
    });
    const outputs = await run(net, input);
    expect(outputs.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
      { name: 'max', dims: [1, 1, 1, 1], data: [4] },
      { name: 'sum', dims: [1, 12], data: [1, 1, 2, 1, 3, 1, 1, 1, 4, 1, 5, 1] },
    ]);
  });

  it('enlarges by stride in transposed convolutions', async () => {
    const input = made([1, 2, 2, 2], 7);
    const kernel = made([2, 2, 1, 2], 8);
    const net = convertGraphModel({
      topology: {
        node: [
          placeholder([1, 2, 2, 2]),
          ...['sizes', 'kernel'].map(constant),
          {
            name: 'y',
            op: 'Conv2DBackpropInput',
            input: ['sizes', 'kernel', 'x'],
            attr: window(2),
          },
        ],
      },
      weights: new Map<string, Tensor>([
        ['sizes', { type: 'int32', shape: [4], data: Int32Array.of(1, 4, 4, 1) }],
        ['kernel', kernel],
      ]),
    });
    const expected = Array.from({ length: 16 }, (_, index) => {
      const [y, x] = [Math.floor(index / 4), index % 4];
      const from = (Math.floor(y / 2) * 2 + Math.floor(x / 2)) * 2;
      const at = ((y % 2) * 2 + (x % 2)) * 2;
      return [0, 1].reduce(
        (sum, channel) =>
          sum + (input.data[from + channel] ?? 0) * (kernel.data[at + channel] ?? 0),
        0,
      );
    });
    const [output] = await run(net, input);
    expect(output?.dims).toEqual([1, 4, 4, 1]);
    expectClose(output?.data, expected);
  });

  it('refuses nodes that it does not know', () => {
    const node = [placeholder([1]), { name: 'y', op: 'Einsum', input: ['x'] }];
    expect(() => convertGraphModel({ topology: { node }, weights: new Map() })).toThrow('Einsum');
  });
});

describe('convertLayersModel', () => {
  interface Layer {
    type: string;
    name: string;
    inputs?: string[];
    config?: Record<string, unknown>;
  }
  const layer = ({ type, name, inputs = [], config = {} }: Layer) => ({
    class_name: type,
    config: { name, ...config },
    inbound_nodes: inputs.length === 0 ? [] : [inputs.map((from) => [from, 0, 0, {}])],
  });
  const convolution = (size: number, use_bias: boolean) => ({
    strides: [1, 1],
    dilation_rate: [1, 1],
    kernel_size: [size, size],
    padding: 'same',
    data_format: 'channels_last',
    activation: 'linear',
    use_bias,
  });

  it('computes a small residual net', async () => {
    const kernel = made([3, 3, 1, 1], 9);
    const net = convertLayersModel({
      topology: {
        model_config: {
          config: {
            layers: [
              layer({
                type: 'InputLayer',
                name: 'in',
                config: { batch_input_shape: [null, null, null, 1] },
              }),
              layer({ type: 'Conv2D', name: 'conv', inputs: ['in'], config: convolution(3, true) }),
              layer({
                type: 'Activation',
                name: 'relu',
                inputs: ['conv'],
                config: { activation: 'relu' },
              }),
              layer({ type: 'Add', name: 'add', inputs: ['relu', 'in'] }),
              layer({
                type: 'Concatenate',
                name: 'both',
                inputs: ['add', 'in'],
                config: { axis: 3 },
              }),
              layer({
                type: 'UpSampling2D',
                name: 'up',
                inputs: ['both'],
                config: { size: [2, 2], interpolation: 'nearest' },
              }),
            ],
            output_layers: [['up', 0, 0]],
          },
        },
      },
      weights: new Map<string, Tensor>([
        ['conv/kernel', kernel],
        ['conv/bias', { type: 'float32', shape: [1], data: Float32Array.of(0.25) }],
      ]),
    });
    // With one channel both layouts are the same.
    const input = made([1, 1, 3, 4], 10);
    const seen = { ...input, shape: [1, 3, 4, 1] };
    const sum = convolve({ input: seen, kernel, stride: 1 }).data.map(
      (value, index) => Math.max(0, value + 0.25) + (input.data[index] ?? 0),
    );
    const [output] = await run(net, input);
    expect(output).toMatchObject({ name: 'out', dims: [1, 2, 6, 8] });
    const nearest = (values: ArrayLike<number>) =>
      Array.from({ length: 48 }, (_, index) => {
        const [y, x] = [Math.floor(index / 8), index % 8];
        return values[Math.floor(y / 2) * 4 + Math.floor(x / 2)] ?? 0;
      });
    expectClose(output?.data, [...nearest(sum), ...nearest(input.data)]);
  });

  it('flattens in the order of Keras before it multiplies', async () => {
    const kernel = made([8, 2], 11);
    const net = convertLayersModel({
      topology: {
        model_config: {
          config: {
            layers: [
              layer({
                type: 'InputLayer',
                name: 'in',
                config: { batch_input_shape: [null, 2, 2, 2] },
              }),
              layer({ type: 'Flatten', name: 'flat', inputs: ['in'] }),
              layer({
                type: 'Dense',
                name: 'dense',
                inputs: ['flat'],
                config: { activation: 'softmax', use_bias: true },
              }),
            ],
            output_layers: [['dense', 0, 0]],
          },
        },
      },
      weights: new Map<string, Tensor>([
        ['dense/kernel', kernel],
        ['dense/bias', { type: 'float32', shape: [2], data: Float32Array.of(0, 0.5) }],
      ]),
    });
    const input = made([1, 2, 2, 2], 12);
    const logits = [0, 0.5].map((bias, output) => {
      let sum = bias;
      for (let index = 0; index < 8; index += 1) {
        const [place, channel] = [Math.floor(index / 2), index % 2];
        sum += (input.data[channel * 4 + place] ?? 0) * (kernel.data[index * 2 + output] ?? 0);
      }
      return Math.exp(sum);
    });
    const total = logits.reduce((sum, value) => sum + value, 0);
    const [output] = await run(net, input);
    expectClose(
      output?.data,
      logits.map((value) => value / total),
    );
  });

  it('refuses layers that it does not know', () => {
    const layers = [layer({ type: 'LSTM', name: 'in' })];
    const topology = { model_config: { config: { layers, output_layers: [['in', 0, 0]] } } };
    expect(() => convertLayersModel({ topology, weights: new Map() })).toThrow('LSTM');
  });
});
