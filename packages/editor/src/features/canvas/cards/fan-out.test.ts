import { describe, expect, it } from 'vitest';
import type { TypedNode, TypedWorkflow, Workflow } from '@catena/engine';
import type { NodeRun, RunView, StepRun } from '../../../runs/node-run.ts';
import { inputFanOut, nodeFanOut, outputFanOut } from './fan-out.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: {
    styles: { type: 'text[]', default: ['a', 'b', 'c', 'd'] },
    photos: { type: 'image[]' },
  },
  nodes: {
    draw: { type: 'predict', input: { prompt: ['x', 'y', 'z'] } },
    find: { type: 'predict' },
  },
};

function node(id: string, axes: number[], outputs: Record<string, number[]>): [string, TypedNode] {
  const ports = Object.entries(outputs).map(([name, own]) => [name, { axes: own }] as const);
  return [id, { id, axes, outputs: new Map(ports) } as unknown as TypedNode];
}

const typed: TypedWorkflow = {
  axes: [
    {
      index: 0,
      id: 'draw.prompt',
      parents: [],
      level: 0,
      owner: { kind: 'constant', name: 'draw.prompt' },
    },
    {
      index: 1,
      id: 'inputs.styles',
      parents: [],
      level: 0,
      owner: { kind: 'constant', name: 'inputs.styles' },
    },
    {
      index: 2,
      id: 'inputs.photos',
      parents: [],
      level: 0,
      owner: { kind: 'constant', name: 'inputs.photos' },
    },
    {
      index: 3,
      id: 'find.boxes',
      parents: [0],
      level: 0,
      owner: { kind: 'node', nodeId: 'find', port: 'boxes' },
    },
  ],
  nodes: new Map([
    node('draw', [0, 1], { output: [] }),
    node('find', [0], { boxes: [3] }),
    node('one', [], { out: [] }),
  ]),
  outputs: new Map(),
};

function runWith(boxes: unknown[][]): RunView {
  const steps = boxes.map(
    (output, index) => ({ id: `find[${index}]`, output: { boxes: output } }) as unknown as StepRun,
  );
  const nodes = new Map([['find', { steps } as unknown as NodeRun]]);
  return { nodes, earlier: new Map() } as unknown as RunView;
}

describe('fan-out in words', () => {
  it('multiplies the lists of the document', () => {
    expect(nodeFanOut('draw', { workflow, typed, run: undefined })).toBe('×3×4');
    expect(outputFanOut('draw', 'output', { workflow, typed, run: undefined })).toBe('×3×4');
    expect(inputFanOut('styles', { workflow, typed, run: undefined })).toBe('×4');
  });

  it('says nothing for a single step and for what is not known', () => {
    expect(nodeFanOut('one', { workflow, typed, run: undefined })).toBe('');
    expect(outputFanOut('gone', 'out', { workflow, typed, run: undefined })).toBe('');
  });

  it('asks where a length is not known before the run', () => {
    expect(outputFanOut('find', 'boxes', { workflow, typed, run: undefined })).toBe('×3×?');
    expect(inputFanOut('photos', { workflow, typed, run: undefined })).toBe('×?');
  });

  it('tells the lengths that the run has found, ragged ones as a range', () => {
    const even = runWith([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(outputFanOut('find', 'boxes', { workflow, typed, run: even })).toBe('×3×2');
    const ragged = runWith([[1], [], [1, 2, 3]]);
    expect(outputFanOut('find', 'boxes', { workflow, typed, run: ragged })).toBe('×3×0–3');
  });
});
