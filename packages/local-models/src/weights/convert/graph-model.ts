import { z } from 'zod';
import type { ConvertSource } from '../weight-package.ts';
import { translateNode } from './node-translators.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { tensorflowNodeSchema, type TensorflowNode } from './tensorflow-node.ts';
import { readTfjsModel, type TfjsModel } from './tfjs-model.ts';

const topologySchema = z.object({ node: z.array(tensorflowNodeSchema) });

/** Converts a graph model (`model.json` of TensorFlow nodes) to ONNX; see {@link convertGraphModel}. */
export async function convertGraphModelFile(source: ConvertSource): Promise<Uint8Array> {
  return convertGraphModel(await readTfjsModel(source));
}

/**
 * Translates a frozen TensorFlow graph, node by node. Values keep their names and their layout
 * (channels last); every node that no other node reads becomes an output.
 */
export function convertGraphModel(model: TfjsModel): Uint8Array {
  const nodes = inOrder(topologySchema.parse(model.topology).node);
  const graph = new OnnxGraph();
  for (const node of nodes) {
    if (node.op === 'Const') continue;
    translateNode(node, { graph, constants: model.weights });
  }
  const read = new Set(nodes.flatMap((node) => node.input.map(producerOf)));
  for (const node of nodes) {
    if (node.op !== 'Const' && !read.has(node.name)) graph.output(node.name);
  }
  return graph.toBytes();
}

/** Nodes after those that they read; ONNX asks for it, TensorFlow.js does not. */
function inOrder(nodes: readonly TensorflowNode[]): TensorflowNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const ordered = new Set<TensorflowNode>();
  const visit = (node: TensorflowNode) => {
    if (ordered.has(node)) return;
    for (const input of node.input) {
      const producer = byName.get(producerOf(input));
      if (producer === undefined)
        throw new Error(`"${node.name}" reads "${input}", which is not there.`);
      visit(producer);
    }
    ordered.add(node);
  };
  for (const node of nodes) visit(node);
  return [...ordered];
}

/** The node behind an input such as `name`, `name:0` or `^name`. */
function producerOf(input: string): string {
  return input.replace(/^\^/, '').replace(/:\d+$/, '');
}
