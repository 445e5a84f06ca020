import { expect, it } from 'vitest';
import type { Workflow } from '@catena/engine';
import { createSampleClient } from '../../test/command-harness.ts';
import { createAnalysisStore } from './analysis-store.ts';
import { createCatalogStore } from './catalog-store.ts';
import { moveCards } from './edits/move-cards.ts';
import { setInput } from './edits/set-input.ts';
import { createWorkflowStore } from './workflow-store.ts';

const workflow: Workflow = {
  catena: 1,
  nodes: {
    one: { type: 'image.resize', input: { width: 64 } },
    model: { type: 'predict', provider: 'local', model: 'catena/upscale' },
  },
};

async function settled(ms = 60) {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

async function open(document: Workflow = workflow) {
  const catalog = createCatalogStore(createSampleClient());
  const store = createWorkflowStore(document);
  const analysis = createAnalysisStore(store, catalog);
  return { catalog, store, analysis };
}

it('waits for the node types, then derives ports and issues', async () => {
  const { catalog, analysis } = await open();
  expect(analysis.getState().version).toBe(-1);
  await catalog.load();
  await settled();
  const { ports, issuesByNode, version } = analysis.getState();
  expect(version).toBe(0);
  expect(ports.get('one')?.inputs.map(({ name }) => name)).toEqual(['image', 'width', 'mode']);
  expect(issuesByNode.get('one')).toEqual([expect.objectContaining({ code: 'missing-input' })]);
});

it('asks for the models that the document names, and knows their ports then', async () => {
  const { catalog, analysis } = await open();
  await catalog.load();
  await settled(100);
  expect(analysis.getState().loadingModels).toBe(false);
  expect(analysis.getState().ports.get('model')?.complete).toBe(true);
});

it('says of a model that is not there why', async () => {
  const { catalog, analysis } = await open({
    catena: 1,
    nodes: { model: { type: 'predict', provider: 'local', model: 'who/knows' } },
  });
  await catalog.load();
  await settled(100);
  const issues = analysis.getState().issuesByNode.get('model');
  expect(issues).toContainEqual(
    expect.objectContaining({ code: 'unknown-model', message: 'No model who/knows.' }),
  );
});

it('follows a change within a moment, or at once where one cannot wait', async () => {
  const { catalog, store, analysis } = await open();
  await catalog.load();
  await settled();
  store.edit('Set', setInput('one', 'image', { $from: 'model.output' }));
  expect(analysis.getState().issuesByNode.has('one')).toBe(true);
  expect(analysis.flush().issuesByNode.has('one')).toBe(false);
  store.undo();
  await settled();
  expect(analysis.getState().issuesByNode.has('one')).toBe(true);
});

it('derives nothing anew when things are moved about', async () => {
  const { catalog, store, analysis } = await open();
  await catalog.load();
  await settled(100);
  const { ports, typed } = analysis.getState();
  store.edit('Move', moveCards({ one: [5, 5] }));
  expect(analysis.getState()).toMatchObject({ version: 1 });
  await settled();
  expect(analysis.getState().ports).toBe(ports);
  expect(analysis.getState().typed).toBe(typed);
});

it('follows nothing any more once it is disposed of', async () => {
  const { catalog, store, analysis } = await open();
  await catalog.load();
  await settled(100);
  analysis.dispose();
  store.edit('Set', setInput('one', 'width', 65));
  await settled();
  expect(analysis.getState().version).toBe(0);
});
