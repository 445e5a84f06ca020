import { z } from 'zod';
import type { ConvertSource } from '../weight-package.ts';
import { translateLayer, type LayerContext } from './layer-translators.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { readTfjsModel, type TfjsModel } from './tfjs-model.ts';

const layerSchema = z.object({
  class_name: z.string(),
  config: z.looseObject({ name: z.string() }),
  inbound_nodes: z.array(z.array(z.tuple([z.string(), z.number(), z.number()], z.unknown()))),
});

const topologySchema = z.object({
  model_config: z.object({
    config: z.object({
      layers: z.array(layerSchema),
      output_layers: z.array(z.tuple([z.string(), z.number(), z.number()])),
    }),
  }),
});

/** Converts a layers model (`model.json` of Keras layers) to ONNX; see {@link convertLayersModel}. */
export async function convertLayersModelFile(source: ConvertSource): Promise<Uint8Array> {
  return convertLayersModel(await readTfjsModel(source));
}

/**
 * Translates a functional Keras model with one input and one output, layer by layer. The input is
 * `x` and the output `out`, both with channels before height and width.
 */
export function convertLayersModel(model: TfjsModel): Uint8Array {
  const { layers, output_layers: outputs } = topologySchema.parse(model.topology).model_config
    .config;
  const graph = new OnnxGraph();
  const made = new Map<string, string>();
  for (const { class_name: type, config, inbound_nodes: inbound } of layers) {
    const inputs = (inbound[0] ?? []).map(([name]) => {
      const value = made.get(name);
      if (value === undefined)
        throw new Error(`"${config.name}" comes before its input "${name}".`);
      return value;
    });
    const context: LayerContext = { graph, weights: model.weights, config, inputs };
    made.set(config.name, translateLayer(type, context));
  }
  const last = made.get(outputs[0]?.[0] ?? '');
  if (last === undefined || outputs.length !== 1) throw new Error('The model needs one output.');
  graph.output(graph.node({ op: 'Identity', inputs: [last], output: 'out' }));
  return graph.toBytes();
}
