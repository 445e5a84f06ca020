import { EngineError, workflowVersion, type Workflow } from '@catena/engine';
import { runComfyui } from './run-comfyui.ts';
import {
  comfyuiGraphSchema,
  isComfyuiLink,
  type ComfyuiField,
  type ComfyuiGraph,
} from './comfyui-graph.ts';

/** A model that runs ComfyUI graphs. */
const runner = { provider: 'replicate', model: 'fofr/any-comfyui-workflow' };

/** Inputs that hold the name of a file on the machine of whoever made the graph. */
const fileInputs: Readonly<Record<string, string>> = {
  LoadImage: 'image',
  LoadImageMask: 'image',
  LoadAudio: 'audio',
  LoadVideo: 'video',
  VHS_LoadVideo: 'video',
};

/** Inputs that people change most, in the order in which they are shown. */
const firstInputs = ['image', 'audio', 'video', 'text', 'seed', 'noise_seed'];

function typeOf(value: unknown): string | undefined {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'number') return undefined;
  return Number.isInteger(value) ? 'integer' : 'number';
}

/** `6:3` and `text` as the name of a port. */
function portName(node: string, input: string): string {
  return `${node}-${input}`.replace(/[^A-Za-z0-9_-]+/g, '-');
}

function fieldsOf(id: string, graph: ComfyuiGraph): ComfyuiField[] {
  const node = graph[id];
  if (!node) return [];
  const label = node._meta?.title ?? node.class_type;
  return Object.entries(node.inputs).flatMap(([input, value]): ComfyuiField[] => {
    if (isComfyuiLink(value, graph)) return [];
    const isFile = fileInputs[node.class_type] === input;
    const type = isFile ? input : typeOf(value);
    if (type === undefined) return [];
    const common = { name: portName(id, input), title: `${label}: ${input}`, node: id, input };
    // A file of the author is not here: somebody has to give one.
    return isFile ? [{ ...common, type, required: true }] : [{ ...common, type, default: value }];
  });
}

function rank({ input }: ComfyuiField): number {
  const index = firstInputs.indexOf(input);
  return index < 0 ? firstInputs.length : index;
}

/** The graph itself, or the graph in the body of a request to ComfyUI. */
function unwrap(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'prompt' in value ? value.prompt : value;
}

/** Whether a value is a graph in the format of ComfyUI's API. */
export function isComfyuiGraph(value: unknown): boolean {
  const parsed = comfyuiGraphSchema.safeParse(unwrap(value));
  return parsed.success && Object.keys(parsed.data).length > 0;
}

/**
 * Makes a workflow of one node from a ComfyUI graph: the graph stays as it is inside the node, its
 * literals are ports. Nothing of it is run or fetched.
 *
 * @throws EngineError `not-comfyui`, with what to do for the format of ComfyUI's own editor.
 */
export function readComfyui(value: unknown, name = 'ComfyUI graph'): Workflow {
  const parsed = comfyuiGraphSchema.safeParse(unwrap(value));
  if (!parsed.success || Object.keys(parsed.data).length === 0) {
    const isEditorFormat = typeof value === 'object' && value !== null && 'nodes' in value;
    throw new EngineError({
      code: 'not-comfyui',
      message: isEditorFormat
        ? "This is a file of ComfyUI's editor; it does not hold all that is needed to run it."
        : 'This is no ComfyUI graph in API format.',
      hint: 'In ComfyUI choose Workflow, Export (API), and open that file.',
    });
  }
  const graph = parsed.data;
  const fields = Object.keys(graph)
    .flatMap((id) => fieldsOf(id, graph))
    .sort((left, right) => rank(left) - rank(right));
  const hasDollar = JSON.stringify(graph).includes('"$');
  return {
    catena: workflowVersion,
    name,
    nodes: {
      comfyui: {
        type: runComfyui.type,
        title: name,
        ...runner,
        input: { graph: hasDollar ? { $literal: graph } : graph, fields },
      },
    },
    outputs: { files: { $from: 'comfyui.files' } },
    layout: { comfyui: [0, 0], 'outputs.files': [420, 0] },
  };
}
