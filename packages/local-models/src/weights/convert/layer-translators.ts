import { z } from 'zod';
import type { OnnxGraph } from './onnx-graph.ts';
import { integers, reshape, transpose, type Tensor } from './tensor.ts';
import { weightOf } from './tfjs-model.ts';

export interface LayerContext {
  graph: OnnxGraph;
  weights: ReadonlyMap<string, Tensor>;
  config: { name: string; [key: string]: unknown };
  /** Names of the values that enter the layer. */
  inputs: readonly string[];
}

const pair = z.tuple([z.number(), z.number()]);

const convolutionSchema = z.object({
  strides: pair,
  dilation_rate: pair,
  kernel_size: pair,
  padding: z.enum(['same', 'valid']),
  data_format: z.literal('channels_last'),
  activation: z.string(),
  use_bias: z.boolean(),
});

/** Adds a layer to the graph; gives the name of its output. Values have channels before height and width. */
export function translateLayer(type: string, context: LayerContext): string {
  const translate = translators.get(type);
  if (translate === undefined) throw new Error(`Layers of type "${type}" are not supported.`);
  return translate(context);
}

const translators: ReadonlyMap<string, (context: LayerContext) => string> = new Map([
  ['InputLayer', input],
  ['Conv2D', convolution],
  ['DepthwiseConv2D', depthwiseConvolution],
  ['BatchNormalization', batchNormalization],
  ['Activation', (context) => activate(context, first(context), text(context, 'activation'))],
  ['ReLU', relu],
  ['Add', ({ graph, inputs }) => graph.node({ op: 'Add', inputs })],
  ['Concatenate', concatenate],
  ['UpSampling2D', upsample],
  ['ZeroPadding2D', zeroPadding],
  ['AveragePooling2D', averagePooling],
  ['Flatten', flatten],
  ['Dense', dense],
  ['Dropout', first],
]);

function input({ graph, config }: LayerContext): string {
  const { batch_input_shape: shape } = z
    .object({ batch_input_shape: z.array(z.number().nullable()).length(4) })
    .parse(config);
  const [, height, width, channels] = shape;
  return graph.input('x', 'float32', [1, channels ?? 'channels', height ?? 'h', width ?? 'w']);
}

function convolution(context: LayerContext): string {
  const kernel = transpose(
    weightOf(context.weights, `${context.config.name}/kernel`),
    [3, 2, 0, 1],
  );
  return convolve(context, kernel, 1);
}

function depthwiseConvolution(context: LayerContext): string {
  const { name } = context.config;
  const kernel = weightOf(context.weights, `${name}/depthwise_kernel`);
  const [height = 0, width = 0, channels = 0, multiplier = 0] = kernel.shape;
  const moved = transpose(kernel, [2, 3, 0, 1]);
  const grouped = reshape(moved, [channels * multiplier, 1, height, width]);
  return convolve(context, grouped, channels);
}

function convolve(context: LayerContext, kernel: Tensor, group: number): string {
  const { graph, weights, config } = context;
  const settings = convolutionSchema.parse(config);
  const inputs = [first(context), graph.constant(kernel)];
  if (settings.use_bias) inputs.push(graph.constant(weightOf(weights, `${config.name}/bias`)));
  const convolved = graph.node({
    op: 'Conv',
    inputs,
    attributes: {
      strides: settings.strides,
      dilations: settings.dilation_rate,
      kernel_shape: settings.kernel_size,
      group,
      auto_pad: settings.padding === 'same' ? 'SAME_UPPER' : 'VALID',
    },
  });
  return activate(context, convolved, settings.activation);
}

function batchNormalization(context: LayerContext): string {
  const { graph, weights, config } = context;
  const { epsilon } = z.object({ epsilon: z.number() }).parse(config);
  const parts = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((part) =>
    graph.constant(weightOf(weights, `${config.name}/${part}`)),
  );
  return graph.node({
    op: 'BatchNormalization',
    inputs: [first(context), ...parts],
    attributes: { epsilon: { float: epsilon } },
  });
}

function relu(context: LayerContext): string {
  const settings = z
    .object({
      max_value: z.number().nullable(),
      negative_slope: z.literal(0),
      threshold: z.literal(0),
    })
    .parse(context.config);
  const { graph } = context;
  if (settings.max_value === null) return activate(context, first(context), 'relu');
  const bounds = [graph.floatConstant(0), graph.floatConstant(settings.max_value)];
  return graph.node({ op: 'Clip', inputs: [first(context), ...bounds] });
}

function concatenate({ graph, inputs, config }: LayerContext): string {
  z.object({ axis: z.union([z.literal(3), z.literal(-1)]) }).parse(config);
  return graph.node({ op: 'Concat', inputs, attributes: { axis: 1 } });
}

function upsample(context: LayerContext): string {
  const { graph, config } = context;
  const { size } = z.object({ size: pair, interpolation: z.literal('nearest') }).parse(config);
  const scales: Tensor = {
    type: 'float32',
    shape: [4],
    data: Float32Array.from([1, 1, ...size]),
  };
  return graph.node({
    op: 'Resize',
    inputs: [first(context), '', graph.constant(scales)],
    attributes: {
      mode: 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    },
  });
}

function zeroPadding(context: LayerContext): string {
  const { graph, config } = context;
  const { padding } = z.object({ padding: z.tuple([pair, pair]) }).parse(config);
  const [[top, bottom], [left, right]] = padding;
  const pads = graph.constant(integers([0, 0, top, left, 0, 0, bottom, right]));
  return graph.node({ op: 'Pad', inputs: [first(context), pads] });
}

function averagePooling(context: LayerContext): string {
  const settings = z
    .object({ pool_size: pair, strides: pair, padding: z.literal('valid') })
    .parse(context.config);
  return context.graph.node({
    op: 'AveragePool',
    inputs: [first(context)],
    attributes: { kernel_shape: settings.pool_size, strides: settings.strides },
  });
}

function flatten(context: LayerContext): string {
  const { graph } = context;
  const channelsLast = graph.node({
    op: 'Transpose',
    inputs: [first(context)],
    attributes: { perm: [0, 2, 3, 1] },
  });
  return graph.node({ op: 'Flatten', inputs: [channelsLast], attributes: { axis: 1 } });
}

function dense(context: LayerContext): string {
  const { graph, weights, config } = context;
  const settings = z.object({ activation: z.string(), use_bias: z.literal(true) }).parse(config);
  const kernel = graph.constant(weightOf(weights, `${config.name}/kernel`));
  const bias = graph.constant(weightOf(weights, `${config.name}/bias`));
  const multiplied = graph.node({ op: 'Gemm', inputs: [first(context), kernel, bias] });
  return activate(context, multiplied, settings.activation);
}

function activate({ graph }: LayerContext, value: string, activation: string): string {
  switch (activation) {
    case 'linear':
      return value;
    case 'relu':
      return graph.node({ op: 'Relu', inputs: [value] });
    case 'softmax':
      return graph.node({ op: 'Softmax', inputs: [value], attributes: { axis: 1 } });
    default:
      throw new Error(`The activation "${activation}" is not supported.`);
  }
}

function first({ inputs, config }: LayerContext): string {
  const [value] = inputs;
  if (value === undefined) throw new Error(`The layer "${config.name}" has no input.`);
  return value;
}

function text({ config }: LayerContext, key: string): string {
  return z.string().parse(config[key]);
}
