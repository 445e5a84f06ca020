import type { Workflow } from '@catena/engine';
import { describe, expect, it, vi } from 'vitest';
import { createRunFixture } from '../../test/run-fixture.ts';
import { markSteppedSeed } from '../document/edits/step-marked-seeds.ts';
import { pinNodes } from '../document/edits/pin-nodes.ts';
import { setInput } from '../document/edits/set-input.ts';
import type { OpenDocument } from '../document/workspace-store.ts';
import type { RunView } from './node-run.ts';
import { createRunMemory, type RunMemory } from './run-memory.ts';

const workflow: Workflow = {
  catena: 1,
  inputs: { line: { type: 'text', default: 'two words' } },
  nodes: {
    split: { type: 'split', input: { text: { $from: 'inputs.line' } } },
    echo: {
      type: 'predict',
      provider: 'fake',
      model: 'test/echo',
      input: { text: { $from: 'split.words' } },
    },
    all: { type: 'join', title: 'All', input: { texts: { $from: 'echo.output' } } },
  },
  outputs: { text: { $from: 'all.text' } },
};

class MemoryStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
}

async function createFixture(memory?: RunMemory) {
  const fixture = await createRunFixture(memory);
  const { clock, server, runs } = fixture;
  const viewOf = (tab: OpenDocument) => runs.getState().views.get(tab.key) as RunView;
  return {
    ...fixture,
    viewOf,
    finish: async (tab: OpenDocument) => {
      const [served] = server.runs;
      if (served) await clock.runUntil(served.run.result);
      await vi.waitFor(() => expect(viewOf(tab).endedAt).toBeDefined());
    },
    staleOf: (tab: OpenDocument) => Object.fromEntries(runs.getState().stale.get(tab.key) ?? []),
  };
}

describe('the runs of the editor', () => {
  it('runs the document as it stands, unsaved edits and all, and shows what comes of it', async () => {
    const { workspace, runs, server, finish, viewOf } = await createFixture();
    const tab = workspace.open(workflow, { workflowId: 'w1' });
    tab.document.edit('Set', (before) => ({ ...before, name: 'Edited' }));
    await runs.start(tab);
    expect(server.runs[0]?.request).toMatchObject({
      workflowId: 'w1',
      workflow: { name: 'Edited' },
    });
    expect(runs.isRunning(tab)).toBe(true);
    await finish(tab);
    expect(runs.isRunning(tab)).toBe(false);
    const view = viewOf(tab);
    expect(view.status).toBe('succeeded');
    expect(view.outputs).toEqual({ text: 'two! words!' });
    expect(view.nodes.get('echo')?.counts.succeeded).toBe(2);
    expect(view.fraction).toBe(1);
    expect(server.openStreams()).toBe(0);
  });

  it('is not started where errors concern what is to be run, and says which', async () => {
    const { workspace, runs, server, said } = await createFixture();
    const { text: _text, ...input } = workflow.nodes['split']?.input ?? {};
    const nodes = { ...workflow.nodes, split: { type: 'split', input } };
    const tab = workspace.open({ ...workflow, nodes });
    await runs.start(tab);
    expect(server.runs).toHaveLength(0);
    expect(said[0]?.kind).toBe('error');
    expect(said[0]?.text).toMatch(/^Not run: /);
  });

  it('steps the seeds of further runs and shows the newest', async () => {
    const { workspace, runs, server, finish, viewOf, staleOf } = await createFixture();
    const tab = workspace.open(workflow);
    await vi.waitFor(() => expect(tab.analysis.flush().ports.get('echo')?.complete).toBe(true));
    await runs.start(tab, { count: 3 });
    const seeds = server.runs.map(
      ({ request }) => (request['workflow'] as Workflow).nodes['echo']?.input?.['seed'],
    );
    expect(seeds).toEqual([9, 8, undefined]);
    expect(viewOf(tab).id).toBe(server.runs[0]?.run.id);
    expect(tab.document.getState().workflow).toBe(workflow);
    await finish(tab);
    expect(staleOf(tab)).toEqual({});
  });

  it('raises seeds that are marked to go up, from the second run on', async () => {
    const { workspace, runs, server, finish } = await createFixture();
    const tab = workspace.open(workflow);
    tab.document.edit('Set', setInput('echo', 'seed', 5));
    tab.document.edit('Mark', markSteppedSeed('echo', 'seed', true));
    for (let count = 0; count < 3; count += 1) {
      await runs.start(tab);
      await finish(tab);
    }
    const seeds = server.runs.map(
      ({ request }) => (request['workflow'] as Workflow).nodes['echo']?.input?.['seed'],
    );
    expect(seeds).toEqual([7, 6, 5]);
    expect(tab.document.getState().workflow.nodes['echo']?.input?.['seed']).toBe(7);
  });

  it('keeps what is pinned, and says where a pin points at nothing', async () => {
    const { workspace, runs, finish, viewOf, staleOf, server, said } = await createFixture();
    const tab = workspace.open(workflow);
    expect(runs.resultOf(tab, 'echo')).toBeUndefined();
    await runs.start(tab);
    await finish(tab);
    const first = viewOf(tab).id;
    expect(runs.resultOf(tab, 'echo')).toBe(first);
    tab.document.edit('Pin', pinNodes(new Map([['echo', first]])));
    tab.document.edit('Set', setInput('echo', 'seed', 5));
    await runs.start(tab);
    await finish(tab);
    expect(server.runs[0]?.request['pins']).toEqual({ echo: first });
    expect(viewOf(tab).nodes.get('echo')?.steps[0]?.cachedFrom?.runId).toBe(first);
    await vi.waitFor(() => expect(staleOf(tab)['echo']).toMatch(/^it was edited after the run/));
    await runs.start(tab, { dry: true });
    expect(server.runs[0]?.request['pins']).toBeUndefined();
    tab.document.edit('Pin', pinNodes(new Map([['echo', 'gone']])));
    await runs.start(tab);
    expect(said.at(-1)).toMatchObject({
      text: expect.stringContaining('no run "gone"') as string,
      hint: expect.stringContaining('Unpin') as string,
    });
  });

  it('computes a part with the results of the run before it', async () => {
    const { workspace, runs, finish, viewOf } = await createFixture();
    const tab = workspace.open(workflow);
    expect(runs.basisOf(tab)).toBeUndefined();
    await runs.start(tab);
    await finish(tab);
    const first = viewOf(tab).id;
    expect(runs.basisOf(tab)).toEqual({ runId: first, failed: false });
    await runs.start(tab, { part: { kind: 'from', nodes: ['all'] } });
    await finish(tab);
    const { nodes, id } = viewOf(tab);
    expect(id).not.toBe(first);
    expect(nodes.get('echo')?.counts.cached).toBe(2);
    expect(nodes.get('all')?.status).toBe('succeeded');
    // What was given there can be pinned, too.
    expect(runs.resultOf(tab, 'echo')).toBe(id);
  });

  it('marks results that an edit has left behind, and takes the marks away on undo', async () => {
    const { workspace, runs, finish, staleOf } = await createFixture();
    const tab = workspace.open(workflow);
    await runs.start(tab);
    await finish(tab);
    tab.document.edit('Set', (before) => ({
      ...before,
      inputs: { line: { type: 'text', default: 'other' } },
    }));
    await vi.waitFor(() => expect(staleOf(tab)['split']).toBe('its input "line" changed'));
    expect(staleOf(tab)['all']).toBe('its input "echo" changed');
    tab.document.undo();
    await vi.waitFor(() => expect(staleOf(tab)).toEqual({}));
  });

  it('lets go of a run when its tab is closed, and shows it again when it is opened', async () => {
    const { workspace, runs, server, clock, viewOf } = await createFixture();
    const tab = workspace.open(workflow, { workflowId: 'w1' });
    await runs.start(tab);
    workspace.close(tab.key);
    await vi.waitFor(() => expect(server.openStreams()).toBe(0));
    expect(runs.getState().views.size).toBe(0);
    await clock.runUntil((server.runs[0] as { run: { result: Promise<unknown> } }).run.result);
    const again = workspace.open(workflow, { workflowId: 'w1' });
    await vi.waitFor(() => expect(viewOf(again)?.status).toBe('succeeded'));
  });

  it('shows the run that a tab showed before the page was loaded again', async () => {
    const storage = new MemoryStorage() as unknown as Storage;
    const memory = createRunMemory(storage);
    const fixture = await createFixture(memory);
    const tab = fixture.workspace.open(workflow, { key: 'draft-1' });
    await fixture.runs.start(tab);
    const { runId } = createRunMemory(storage).recall('draft-1') ?? {};
    expect(runId).toBe(fixture.server.runs[0]?.run.id);
    fixture.runs.dispose();
    fixture.workspace.close(tab.key);
    expect(createRunMemory(storage).recall('draft-1')?.runId).toBe(runId);
  });

  it('holds no stream while the page is hidden, and asks now and then instead', async () => {
    const { workspace, runs, server, clock, polls, setVisible, viewOf } = await createFixture();
    const tab = workspace.open(workflow);
    await runs.start(tab);
    await vi.waitFor(() => expect(server.openStreams()).toBe(1));
    setVisible(false);
    await vi.waitFor(() => expect(server.openStreams()).toBe(0));
    await clock.runUntil((server.runs[0] as { run: { result: Promise<unknown> } }).run.result);
    expect(viewOf(tab).status).not.toBe('succeeded');
    for (const poll of polls.splice(0)) poll();
    await vi.waitFor(() => expect(viewOf(tab).status).toBe('succeeded'));
  });

  it('says when the connection is lost and goes on when it is back', async () => {
    const { workspace, runs, server, finish, viewOf } = await createFixture();
    const tab = workspace.open(workflow);
    await runs.start(tab);
    await vi.waitFor(() => expect(server.openStreams()).toBe(1));
    server.setOffline(true);
    await vi.waitFor(() => expect(viewOf(tab).connected).toBe(false));
    server.setOffline(false);
    await finish(tab);
    expect(viewOf(tab)).toMatchObject({ status: 'succeeded', connected: true });
  });

  it('keeps results of nodes that a run of others does not touch', async () => {
    const { workspace, runs, server, finish, viewOf, staleOf } = await createFixture();
    const tab = workspace.open(workflow);
    await runs.start(tab);
    await finish(tab);
    const result = viewOf(tab).nodes.get('all');
    const { all: _all, ...nodes } = workflow.nodes;
    tab.document.edit('Remove', (before) => ({ ...before, nodes, outputs: {} }));
    await runs.start(tab);
    tab.document.undo();
    await finish(tab);
    expect(server.runs).toHaveLength(2);
    expect(viewOf(tab).nodes.has('all')).toBe(false);
    expect(viewOf(tab).earlier.get('all')).toBe(result);
    expect(staleOf(tab)).toEqual({});
  });

  it('cancels what a tab shows', async () => {
    const { workspace, runs, finish, viewOf } = await createFixture();
    const tab = workspace.open(workflow);
    await runs.start(tab);
    await runs.cancel(tab);
    await finish(tab);
    expect(viewOf(tab).status).toBe('canceled');
    expect(viewOf(tab).nodes.get('all')?.status).toBe('canceled');
  });

  it('says so where a run is there no more', async () => {
    const { workspace, runs, viewOf } = await createFixture();
    const tab = workspace.open(workflow);
    await runs.show(tab, 'gone');
    await vi.waitFor(() => expect(viewOf(tab).error?.code).toBe('run-not-found'));
    expect(runs.isRunning(tab)).toBe(false);
  });
});
