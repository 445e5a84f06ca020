import { defineNode, EngineError, isArtifactRef, port, type ArtifactRef } from '@catena/engine';
import { z } from 'zod';
import { comfyuiFieldSchema, comfyuiGraphSchema, type ComfyuiGraph } from './comfyui-graph.ts';

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
};

/** The name under which the model finds the one file that it is given. */
function fileName({ mediaType }: ArtifactRef): string {
  return `input.${extensions[mediaType] ?? 'png'}`;
}

/** Puts values in place of the graph's literals; returns the file among them. */
function fill(
  graph: ComfyuiGraph,
  fields: readonly z.infer<typeof comfyuiFieldSchema>[],
  values: Readonly<Record<string, unknown>>,
): ArtifactRef | undefined {
  let file: ArtifactRef | undefined;
  for (const field of fields) {
    const value = values[field.name];
    const inputs = graph[field.node]?.inputs;
    if (value === undefined || !inputs) continue;
    if (!isArtifactRef(value)) inputs[field.input] = value;
    else if (file && file.$artifact !== value.$artifact) throw tooManyFiles();
    else {
      file = value;
      inputs[field.input] = fileName(value);
    }
  }
  return file;
}

function tooManyFiles(): EngineError {
  return new EngineError({
    code: 'too-many-files',
    message: 'The ComfyUI graph is given several different files; it can be given one.',
    hint: 'Leave all but one of its file inputs empty, or give them the same file.',
  });
}

/** Runs a whole ComfyUI graph as one step, at a model that takes graphs. */
export const runComfyui = defineNode({
  type: 'model.comfyui',
  version: 1,
  title: 'ComfyUI graph',
  description:
    'Runs a graph made in ComfyUI as one step. Its literals are inputs; a model that takes ComfyUI graphs runs it.',
  category: 'model',
  portsFrom: { kind: 'list', input: 'fields' },
  input: z.looseObject({
    graph: comfyuiGraphSchema.meta({
      title: 'Graph',
      description: 'As ComfyUI saves it for its API.',
      connectable: false,
      port: 'json',
    }),
    fields: z.array(comfyuiFieldSchema).default([]).meta({
      title: 'Inputs',
      description: 'Which literals of the graph are inputs of this node.',
      connectable: false,
      port: 'json',
    }),
  }),
  output: z.object({
    files: z
      .array(port.file())
      .meta({ title: 'Files', description: 'All that the graph saves, in its order.' }),
  }),
  async run({ input, node, predict }) {
    const { provider, model } = node;
    if (provider === undefined || model === undefined) {
      throw new EngineError({
        code: 'missing-model',
        message: `Node "${node.id}" does not say which model runs the ComfyUI graph.`,
        hint: 'Choose a model that takes ComfyUI graphs, such as replicate fofr/any-comfyui-workflow.',
        nodeId: node.id,
      });
    }
    const { graph, fields, ...values } = input;
    const filled = structuredClone(graph);
    const file = fill(filled, fields, values);
    const { output } = await predict({
      provider,
      model,
      input: {
        workflow_json: JSON.stringify(filled),
        randomise_seeds: false,
        ...(file && { input_file: file }),
      },
    });
    return { files: (Array.isArray(output) ? output : [output]).filter(isArtifactRef) };
  },
});
