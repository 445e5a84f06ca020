import type { Workflow } from '@catena/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomWorkflow } from '../../test/random-workflow.ts';
import { createWorkflowStore } from '../document/workflow-store.ts';
import { staleResults } from './stale-results.ts';

const run: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image', title: 'Photo', default: { $artifact: 'a' } } },
  nodes: {
    sharp: {
      type: 'predict',
      provider: 'local',
      model: 'catena/upscale',
      title: 'Upscale',
      input: { image: { $from: 'inputs.photo' }, seed: 1, scale: 2 },
    },
    scene: {
      type: 'predict',
      provider: 'local',
      model: 'catena/edit',
      input: { image: { $from: 'sharp.output' } },
    },
    poster: { type: 'image.frame', input: { image: { $from: 'scene.output' } } },
    apart: { type: 'text.join', input: { texts: ['a'] } },
  },
  outputs: { poster: { $from: 'poster.image' } },
  layout: { sharp: [0, 0] },
};

function change(nodeId: string, changed: Partial<Workflow['nodes'][string]>): Workflow {
  const node = { ...run.nodes[nodeId], ...changed } as Workflow['nodes'][string];
  return { ...run, nodes: { ...run.nodes, [nodeId]: node } };
}

function setInput(nodeId: string, input: Record<string, unknown>): Workflow {
  return change(nodeId, { input: { ...run.nodes[nodeId]?.input, ...input } });
}

const copy = (workflow: Workflow) => JSON.parse(JSON.stringify(workflow)) as Workflow;
const reasons = (now: Workflow) => Object.fromEntries(staleResults(copy(run), now));

describe('stale results', () => {
  it('names the value that changed, and the node that everything after it takes it from', () => {
    expect(reasons(setInput('sharp', { seed: 2 }))).toEqual({
      sharp: 'seed changed',
      scene: 'its input "Upscale" changed',
      poster: 'its input "scene" changed',
    });
  });

  it.each([
    [change('sharp', { model: 'catena/other' }), 'the model changed'],
    [change('sharp', { mute: true }), 'it is muted now'],
    [setInput('sharp', { seed: 2, scale: 3 }), 'seed and scale changed'],
    [setInput('sharp', { image: { $from: 'apart.text' } }), 'a new wire at image'],
    [setInput('sharp', { image: { $artifact: 'b' } }), 'the wire at image was removed'],
    [setInput('sharp', { scale: { $from: 'apart.text' } }), 'a new wire at scale'],
    [
      setInput('sharp', { image: { $from: 'inputs.photo', each: true } }),
      'how image takes its list changed',
    ],
    [
      { ...run, inputs: { photo: { type: 'image', title: 'Photo', default: { $artifact: 'b' } } } },
      'its input "Photo" changed',
    ],
  ] satisfies [Workflow, string][])('says what changed (%#)', (now, reason) => {
    expect(reasons(now)['sharp']).toBe(reason);
  });

  it('does not mind titles, notes, places, patience or the order of nodes', () => {
    const { apart, ...others } = change('sharp', {
      title: 'Other',
      note: 'n',
      deadline: '5m',
      retry: { max: 1 },
    }).nodes;
    const now = { ...run, name: 'Other', layout: { sharp: [9, 9] }, nodes: { apart, ...others } };
    expect(reasons(now as Workflow)).toEqual({});
  });

  it('has nothing to say of nodes that were not run or are there no more', () => {
    const { apart: _apart, ...nodes } = run.nodes;
    expect(reasons({ ...run, nodes: { ...nodes, fresh: { type: 'text.join' } } })).toEqual({});
  });

  it('is taken away by undo and comes back by redo', () => {
    fc.assert(
      fc.property(randomWorkflow, fc.nat(), fc.nat(5), ({ workflow }, pick, edits) => {
        const store = createWorkflowStore(workflow);
        const ids = Object.keys(workflow.nodes);
        const id = ids[pick % ids.length] as string;
        for (let edit = 0; edit <= edits; edit += 1) {
          store.edit('Set', (before) => {
            const node = before.nodes[id] as Workflow['nodes'][string];
            const next = { ...node, input: { ...node.input, tag: edit } };
            return { ...before, nodes: { ...before.nodes, [id]: next } };
          });
        }
        const marked = staleResults(copy(workflow), store.getState().workflow);
        expect(marked.get(id)).toBe('tag changed');
        for (let edit = 0; edit <= edits; edit += 1) store.undo();
        expect(staleResults(copy(workflow), store.getState().workflow).size).toBe(0);
        for (let edit = 0; edit <= edits; edit += 1) store.redo();
        expect(staleResults(copy(workflow), store.getState().workflow)).toEqual(marked);
      }),
    );
  });
});
