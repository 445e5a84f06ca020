import { z } from 'zod';
import { readAttributes, type NodeAttributes } from './node-attributes.ts';
import type { Attribute, OnnxGraph } from './onnx-graph.ts';
import { integers, reshape, toNumbers, transpose, type Tensor } from './tensor.ts';
import type { TensorflowNode } from './tensorflow-node.ts';
import { weightOf } from './tfjs-model.ts';

export interface NodeContext {
  graph: OnnxGraph;
  /** The constants of the model, by the name of their node. */
  constants: ReadonlyMap<string, Tensor>;
}

interface Translation extends NodeContext {
  node: TensorflowNode;
  attributes: NodeAttributes;
}

/** Adds a TensorFlow node to the graph; its value keeps the node's name. */
export function translateNode(node: TensorflowNode, context: NodeContext): void {
  const translate = translators.get(node.op);
  if (translate === undefined) throw new Error(`Nodes of type "${node.op}" are not supported.`);
  translate({ ...context, node, attributes: readAttributes(node) });
}

const translators: ReadonlyMap<string, (translation: Translation) => void> = new Map([
  ['Placeholder', placeholder],
  ['Conv2D', convolution],
  ['_FusedConv2D', convolution],
  ['DepthwiseConv2dNative', depthwiseConvolution],
  ['FusedDepthwiseConv2dNative', depthwiseConvolution],
  ['Conv2DBackpropInput', transposedConvolution],
  ['MaxPool', pooling('MaxPool')],
  ['AvgPool', pooling('AveragePool')],
  ['Add', elementwise('Add')],
  ['AddV2', elementwise('Add')],
  ['AddN', elementwise('Sum')],
  ['Mul', elementwise('Mul')],
  ['Relu', elementwise('Relu')],
  ['Sigmoid', elementwise('Sigmoid')],
  ['Identity', elementwise('Identity')],
  ['Relu6', relu6],
  ['Prelu', prelu],
  ['Reshape', reshapeNode],
  ['Pad', pad],
  ['ResizeBilinear', resizeBilinear],
]);

function placeholder({ graph, node }: Translation): void {
  const { shape } = z
    .object({
      shape: z.object({ shape: z.object({ dim: z.array(z.object({ size: z.coerce.number() })) }) }),
    })
    .parse(node.attr);
  const sizes = shape.shape.dim.map(({ size }, axis) => (size > 0 ? size : `axis${axis}`));
  graph.input(node.name, 'float32', sizes);
}

function convolution(translation: Translation): void {
  const { graph, node, constants, attributes } = translation;
  const kernel = transpose(weightOf(constants, node.input[1] ?? ''), [3, 2, 0, 1]);
  const bias = node.input[2] === undefined ? [] : [constant(translation, 2)];
  const convolved = channelsFirst(translation, 'Conv', {
    inputs: [graph.constant(kernel), ...bias],
    attributes: attributes.window(kernel.shape.slice(2)),
  });
  applyFused(translation, convolved);
}

function depthwiseConvolution(translation: Translation): void {
  const { graph, node, constants, attributes } = translation;
  const kernel = weightOf(constants, node.input[1] ?? '');
  const [height = 0, width = 0, channels = 0, multiplier = 0] = kernel.shape;
  const moved = reshape(transpose(kernel, [2, 3, 0, 1]), [channels * multiplier, 1, height, width]);
  const bias = node.input[2] === undefined ? [] : [constant(translation, 2)];
  const convolved = channelsFirst(translation, 'Conv', {
    inputs: [graph.constant(moved), ...bias],
    attributes: { ...attributes.window([height, width]), group: channels },
  });
  applyFused(translation, convolved);
}

function transposedConvolution(translation: Translation): void {
  const { graph, node, constants, attributes } = translation;
  const kernel = transpose(weightOf(constants, node.input[1] ?? ''), [3, 2, 0, 1]);
  const size = kernel.shape.slice(2);
  if (size.join() !== attributes.strides.join()) {
    throw new Error(`"${node.name}": only windows as large as their strides are supported.`);
  }
  const made = channelsFirst(
    { ...translation, node: { ...node, input: [node.input[2] ?? ''] } },
    'ConvTranspose',
    {
      inputs: [graph.constant(kernel)],
      attributes: { strides: attributes.strides, kernel_shape: size },
    },
  );
  graph.node({ op: 'Identity', inputs: [made], output: node.name });
}

function pooling(op: string): (translation: Translation) => void {
  return (translation) => {
    const { graph, node, attributes } = translation;
    const { dilations: _dilations, ...window } = attributes.window(attributes.kernelSize);
    const pooled = channelsFirst(translation, op, { inputs: [], attributes: window });
    graph.node({ op: 'Identity', inputs: [pooled], output: node.name });
  };
}

function elementwise(op: string): (translation: Translation) => void {
  return (translation) => {
    const { graph, node } = translation;
    const inputs = node.input.map((_, index) => value(translation, index));
    graph.node({ op, inputs, output: node.name });
  };
}

function relu6(translation: Translation): void {
  const { graph, node } = translation;
  const bounds = [graph.floatConstant(0), graph.floatConstant(6)];
  graph.node({ op: 'Clip', inputs: [value(translation, 0), ...bounds], output: node.name });
}

function prelu(translation: Translation): void {
  const { graph, node } = translation;
  const inputs = [value(translation, 0), slopes(translation, 1)];
  graph.node({ op: 'PRelu', inputs, output: node.name });
}

/** One factor a channel, for values with channels last. */
function slopes({ graph, constants, node }: Translation, index: number): string {
  const tensor = weightOf(constants, node.input[index] ?? '');
  return graph.constant(reshape(tensor, [tensor.data.length]));
}

function reshapeNode(translation: Translation): void {
  const { graph, node, constants } = translation;
  const shape = integers(toNumbers(weightOf(constants, node.input[1] ?? '')));
  const inputs = [value(translation, 0), graph.constant(shape)];
  graph.node({ op: 'Reshape', inputs, output: node.name });
}

function pad(translation: Translation): void {
  const { graph, node, constants } = translation;
  const amounts = toNumbers(weightOf(constants, node.input[1] ?? ''));
  // TensorFlow has a begin and an end for each axis, ONNX all begins and then all ends.
  const begins = amounts.filter((_, index) => index % 2 === 0);
  const ends = amounts.filter((_, index) => index % 2 === 1);
  const inputs = [value(translation, 0), graph.integerConstant([...begins, ...ends])];
  graph.node({ op: 'Pad', inputs, output: node.name });
}

function resizeBilinear(translation: Translation): void {
  const { graph, node, constants, attributes } = translation;
  if (!attributes.hasHalfPixelCenters) {
    throw new Error(`"${node.name}": only half-pixel centres are supported.`);
  }
  const size = toNumbers(weightOf(constants, node.input[1] ?? ''));
  const resized = channelsFirst(translation, 'Resize', {
    inputs: ['', '', graph.integerConstant(size)],
    attributes: { mode: 'linear', coordinate_transformation_mode: 'half_pixel', axes: [2, 3] },
  });
  graph.node({ op: 'Identity', inputs: [resized], output: node.name });
}

interface ChannelsFirstNode {
  /** After the picture itself. */
  inputs: readonly string[];
  attributes: Readonly<Record<string, Attribute>>;
}

/** Runs an operation that wants channels first on the first input; the runtime removes most transpositions. */
function channelsFirst(translation: Translation, op: string, rest: ChannelsFirstNode): string {
  const { graph } = translation;
  const moved = graph.node({
    op: 'Transpose',
    inputs: [value(translation, 0)],
    attributes: { perm: [0, 3, 1, 2] },
  });
  const made = graph.node({ op, inputs: [moved, ...rest.inputs], attributes: rest.attributes });
  return graph.node({ op: 'Transpose', inputs: [made], attributes: { perm: [0, 2, 3, 1] } });
}

/** What TensorFlow has fused into a convolution after its bias. */
function applyFused(translation: Translation, convolved: string): void {
  const { graph, node, attributes } = translation;
  const [activation = 'none', ...more] = attributes.fusedOperations.filter(
    (operation) => operation !== 'BiasAdd',
  );
  const output = node.name;
  if (more.length === 0 && activation === 'none') {
    graph.node({ op: 'Identity', inputs: [convolved], output });
  } else if (more.length === 0 && activation === 'Relu') {
    graph.node({ op: 'Relu', inputs: [convolved], output });
  } else if (more.length === 0 && activation === 'Relu6') {
    const bounds = [graph.floatConstant(0), graph.floatConstant(6)];
    graph.node({ op: 'Clip', inputs: [convolved, ...bounds], output });
  } else if (more.length === 0 && activation === 'Prelu') {
    graph.node({ op: 'PRelu', inputs: [convolved, slopes(translation, 3)], output });
  } else {
    throw new Error(`"${node.name}": the fused ${[activation, ...more].join()} is not supported.`);
  }
}

/** An input of a node: a value, or a constant, which is then put into the graph. */
function value(translation: Translation, index: number): string {
  const name = translation.node.input[index] ?? '';
  return translation.constants.has(name) ? constant(translation, index) : name;
}

function constant({ graph, constants, node }: Translation, index: number): string {
  return graph.constant(weightOf(constants, node.input[index] ?? ''));
}
