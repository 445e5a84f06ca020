import { describe, expect, it } from 'vitest';
import { parseWorkflow, validateWorkflow, writeWorkflow } from '@catena/engine';
import { createNodeLibrary } from '../index.ts';
import { isComfyuiGraph, readComfyui } from './read-comfyui.ts';

const graph = {
  '3': {
    class_type: 'KSampler',
    inputs: { seed: 5, cfg: 7.5, model: ['4', 0], points: { __value__: [1, 2] } },
  },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sdxl.safetensors' } },
  '6:1': { class_type: 'CLIPTextEncode', inputs: { text: 'a fox' }, _meta: { title: 'Prompt' } },
  '9': { class_type: 'LoadImage', inputs: { image: 'mine.png', pair: ['unknown', 0] } },
};

describe('readComfyui', () => {
  it('makes one node with the literals of the graph as ports, those people change most first', () => {
    const { nodes } = readComfyui(graph, 'Fox');
    const fields = nodes['comfyui']?.input?.['fields'] as { name: string; type: string }[];
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['9-image', 'image'],
      ['6-1-text', 'text'],
      ['3-seed', 'integer'],
      ['3-cfg', 'number'],
      ['4-ckpt_name', 'text'],
    ]);
  });

  it('gives ports that the engine knows, a required one for each file of the author', () => {
    const workflow = readComfyui(graph);
    const { ports, issues } = validateWorkflow(workflow, {
      catalog: createNodeLibrary().catalog,
      models: new Map(),
    });
    expect(ports.get('comfyui')?.inputs.map((port) => port.name)).toContain('6-1-text');
    expect(issues.map(({ code, port }) => [code, port])).toEqual([['missing-input', '9-image']]);
  });

  it('keeps the graph byte for byte, through the writer and the parser, also with $ in it', () => {
    const odd = { '1': { class_type: 'Note', inputs: { $from: 'x', text: '$5' } } };
    for (const value of [graph, odd]) {
      const { workflow } = parseWorkflow(writeWorkflow(readComfyui(value)));
      const kept = workflow?.nodes['comfyui']?.input?.['graph'] as Record<string, unknown>;
      expect(kept['$literal'] ?? kept).toEqual(value);
    }
  });

  it('takes the body of a request to ComfyUI', () => {
    expect(readComfyui({ prompt: graph })).toEqual(readComfyui(graph));
    expect(isComfyuiGraph({ prompt: graph })).toBe(true);
  });

  it('says what to do with a file of the editor of ComfyUI, and with anything else', () => {
    const editorFile = { nodes: [], links: [], last_node_id: 3 };
    expect(isComfyuiGraph(editorFile)).toBe(false);
    expect(() => readComfyui(editorFile)).toThrow(/ComfyUI's editor/);
    expect(() => readComfyui({ a: 1 })).toThrow(/no ComfyUI graph/);
    expect(() => readComfyui({})).toThrow(/no ComfyUI graph/);
  });
});
