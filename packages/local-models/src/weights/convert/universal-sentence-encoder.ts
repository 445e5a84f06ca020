/**
 * The Universal Sentence Encoder (lite), drawn anew for one sentence at a time. Its TensorFlow graph
 * spends most of its nodes on packing sentences of different lengths into one batch; here the input
 * `ids` is one row of token ids and the output `emb` one vector of 512 numbers of unit length.
 *
 * @see https://arxiv.org/abs/1803.11175
 */
import type { ConvertSource } from '../weight-package.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { integers, reshape, toFloats, type Tensor } from './tensor.ts';
import { readTfjsModel, weightOf } from './tfjs-model.ts';

const applied = 'module_apply_default/Encoder_en';
const encode = `${applied}/KonaTransformer/Encode`;
const headCount = 4;

/** Makes the ONNX file of the encoder from the package's `model.json`. */
export async function convertSentenceEncoder(source: ConvertSource): Promise<Uint8Array> {
  const { weights } = await readTfjsModel(source);
  const net = new Net(weights);
  const ids = net.graph.input('ids', 'int64', ['length']);
  const embedded = net.node('Gather', [net.weight('module/Embeddings_en'), ids]);
  const timed = net.node('Add', [embedded, timingSignal(net, ids)]);
  const entering = net.node('Add', [embedded, timed]);
  const adjusted = linear(net, entering, `${encode}/Layer_0/TransformerLayer/dense`);
  const first = transformerLayer(net, { index: 0, entering, residual: adjusted });
  const second = transformerLayer(net, { index: 1, entering: first, residual: first });
  const mean = net.node('ReduceMean', [second, net.graph.integerConstant([0])], { keepdims: 1 });
  const hidden = net.node('Gemm', [
    mean,
    net.weight('module/Encoder_en/hidden_layers/tanh_layer_0/weights'),
    net.weight('module/Encoder_en/hidden_layers/tanh_layer_0/bias'),
  ]);
  const squashed = net.node('Tanh', [hidden]);
  net.graph.output(
    net.graph.node({
      op: 'LpNormalization',
      inputs: [squashed],
      attributes: { axis: 1, p: 2 },
      output: 'emb',
    }),
  );
  return net.graph.toBytes();
}

/** The graph under construction and the numbers that go into it. */
class Net {
  readonly graph = new OnnxGraph();
  readonly weights: ReadonlyMap<string, Tensor>;

  constructor(weights: ReadonlyMap<string, Tensor>) {
    this.weights = weights;
  }

  node(op: string, inputs: string[], attributes: Record<string, number | number[]> = {}): string {
    return this.graph.node({ op, inputs, attributes });
  }

  weight(name: string): string {
    return this.graph.constant(weightOf(this.weights, name));
  }

  shape(value: string, shape: number[]): string {
    return this.node('Reshape', [value, this.graph.integerConstant(shape)]);
  }
}

/** Sines and cosines of the position, 128 of each. */
function timingSignal(net: Net, ids: string): string {
  const name = `${encode}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`;
  const { graph } = net;
  const length = net.node('Squeeze', [net.node('Shape', [ids])]);
  const zero = graph.constant(integers([0], []));
  const one = graph.constant(integers([1], []));
  const float32 = 1;
  const positions = net.node('Cast', [net.node('Range', [zero, length, one])], { to: float32 });
  const angles = net.node('Mul', [net.shape(positions, [-1, 1]), net.weight(name)]);
  const waves = [net.node('Sin', [angles]), net.node('Cos', [angles])];
  return net.node('Concat', waves, { axis: 1 });
}

interface Layer {
  index: number;
  entering: string;
  /** What is added after the attention: `entering`, brought to the width that leaves. */
  residual: string;
}

function transformerLayer(net: Net, { index, entering, residual }: Layer): string {
  const layer = `${encode}/Layer_${index}/TransformerLayer`;
  const attended = net.node('Add', [
    attention(net, index, normalised(net, entering, layer)),
    residual,
  ]);
  const stack = `${encode}/TransformerStack/Layer_${index}/TransformerLayer/FFN`;
  const inner = normalised(net, attended, `${layer}/FFN`);
  const widened = net.node('MatMul', [inner, net.weight(`${stack}/conv1/Tensordot/Reshape_1`)]);
  const activated = net.node('Relu', [net.node('Add', [widened, bias(net, `${layer}/FFN/conv1`)])]);
  const narrowed = net.node('MatMul', [
    activated,
    net.weight(`${stack}/conv2/Tensordot/Reshape_1`),
  ]);
  const fed = net.node('Add', [narrowed, bias(net, `${layer}/FFN/conv2`)]);
  return net.node('Add', [fed, attended]);
}

function attention(net: Net, index: number, entering: string): string {
  const layer = `Layer_${index}/TransformerLayer/MultiheadAttention`;
  const joint = matrix(net, `${layer}/qkv_transform_single`);
  const width = (joint.shape[1] ?? 0) / 3;
  const qkv = net.node('Add', [
    net.node('MatMul', [entering, net.graph.constant(joint)]),
    bias(net, `${encode}/${layer}/qkv_transform_single`),
  ]);
  const parts = ['query', 'key', 'value'].map((part) => `${part}_${index}`);
  const sizes = net.graph.integerConstant([width, width, width]);
  net.graph.node({ op: 'Split', inputs: [qkv, sizes], attributes: { axis: 1 }, outputs: parts });
  const [query = '', key = '', value = ''] = parts;
  const heads = (part: string, order: number[]) =>
    net.node('Transpose', [net.shape(part, [-1, headCount, width / headCount])], { perm: order });
  const factor = weightOf(net.weights, `${encode}/TransformerStack/${layer}/mul/y`);
  const scaled = net.node('Mul', [heads(query, [1, 0, 2]), net.graph.constant(factor)]);
  const scores = net.node('MatMul', [scaled, heads(key, [1, 2, 0])]);
  const shares = net.node('Softmax', [scores], { axis: 2 });
  const mixed = net.node('MatMul', [shares, heads(value, [1, 0, 2])]);
  const joined = net.shape(net.node('Transpose', [mixed], { perm: [1, 0, 2] }), [-1, width]);
  const output = `${layer}/output_transform_single`;
  return net.node('Add', [
    net.node('MatMul', [joined, net.graph.constant(matrix(net, output))]),
    bias(net, `${encode}/${output}`),
  ]);
}

/** The kernel of a 1 x 1 convolution, as a matrix. */
function matrix(net: Net, name: string): Tensor {
  const kernel = weightOf(
    net.weights,
    `module/Encoder_en/KonaTransformer/Encode/${name}/kernel/part_0`,
  );
  return reshape(kernel, kernel.shape.slice(2));
}

function bias(net: Net, name: string): string {
  return net.weight(`${name}/bias/ConcatPartitions/concat`);
}

function linear(net: Net, value: string, name: string): string {
  const kernel = net.weight(`${name}/kernel/ConcatPartitions/concat`);
  return net.node('Add', [net.node('MatMul', [value, kernel]), bias(net, name)]);
}

function normalised(net: Net, value: string, layer: string): string {
  const name = `${layer}/layer_prepostprocess/layer_norm`;
  const [epsilon = 0] = toFloats(
    weightOf(
      net.weights,
      `${encode}/TransformerStack/Layer_1/TransformerLayer/FFN/layer_prepostprocess/layer_norm/Cast/x`,
    ),
  );
  const scale = net.weight(`${name}/layer_norm_scale/ConcatPartitions/concat`);
  const shift = net.weight(`${name}/layer_norm_bias/ConcatPartitions/concat`);
  return net.graph.node({
    op: 'LayerNormalization',
    inputs: [value, scale, shift],
    attributes: { axis: -1, epsilon: { float: epsilon } },
  });
}
