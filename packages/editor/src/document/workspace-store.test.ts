import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createSampleClient } from '../../test/command-harness.ts';
import { createCatalogStore } from './catalog-store.ts';
import { createWorkspaceStore } from './workspace-store.ts';

function create() {
  return createWorkspaceStore(createCatalogStore(createSampleClient()));
}

const blank = (): Workflow => ({ catena: 1, nodes: {} });

it('opens each document in a tab of its own and goes there', () => {
  const workspace = create();
  const one = workspace.open(blank());
  const two = workspace.open(blank());
  expect(one.key).not.toBe(two.key);
  expect(workspace.active()).toBe(two);
});

it('opens nothing twice: a saved workflow, a run', () => {
  const workspace = create();
  const saved = workspace.open(blank(), { workflowId: 'id' });
  const run = workspace.open(blank(), { workflowId: 'id', runId: 'r', readOnly: true });
  expect(run).not.toBe(saved);
  expect(workspace.open(blank(), { workflowId: 'id' })).toBe(saved);
  expect(workspace.open(blank(), { runId: 'r' })).toBe(run);
  expect(workspace.active()).toBe(run);
});

it('goes to the tab beside the one that is closed', () => {
  const workspace = create();
  const [one, two, three] = [
    workspace.open(blank()),
    workspace.open(blank()),
    workspace.open(blank()),
  ];
  workspace.activate(two.key);
  workspace.close(two.key);
  expect(workspace.active()).toBe(three);
  workspace.close(three.key);
  expect(workspace.active()).toBe(one);
  workspace.close(one.key);
  expect(workspace.active()).toBeUndefined();
});

it('stays where it is when another tab is closed, or opened behind', () => {
  const workspace = create();
  const [one, two] = [workspace.open(blank()), workspace.open(blank())];
  workspace.close(one.key);
  workspace.open(blank(), { activate: false });
  expect(workspace.active()).toBe(two);
});

it('says how a document stands to its copy on the server', () => {
  const workspace = create();
  const saved = blank();
  expect(workspace.open(blank()).saveStatus).toEqual({ kind: 'changed' });
  const tab = workspace.open(saved, { workflowId: 'id', revision: 2, savedWorkflow: saved });
  expect(tab.saveStatus).toEqual({ kind: 'saved' });
  workspace.update(tab.key, { revision: 3 });
  expect(workspace.find(tab.key)).toMatchObject({ revision: 3, workflowId: 'id' });
  workspace.detach(tab.key);
  expect(workspace.find(tab.key)).not.toHaveProperty('workflowId');
  expect(workspace.find(tab.key)?.saveStatus).toEqual({ kind: 'changed' });
});
