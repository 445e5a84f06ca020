import { describeNode, parseModelRef } from '@catena/engine';
import type { Client } from '@catena/server/client';
import { createCatalogStore } from '../src/document/catalog-store.ts';
import type { Notifier } from '../src/document/commands/command.ts';
import { createWorkspaceStore } from '../src/document/workspace-store.ts';
import type { BrowserPage } from '../src/runs/browser-page.ts';
import { createRunsStore } from '../src/runs/create-runs-store.ts';
import { createRunMemory, type RunMemory } from '../src/runs/run-memory.ts';
import { createTestEngine, testNodes } from './run-harness.ts';
import { createRunServer } from './run-server.ts';

/** A page whose visibility and polls are in the hands of the test. */
export function createTestPage() {
  let visible = true;
  const listeners = new Set<() => void>();
  const polls: (() => void)[] = [];
  const page: BrowserPage = {
    isVisible: () => visible,
    onVisibility: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nextFrame: (task) => {
      const timer = setTimeout(task, 0);
      return () => clearTimeout(timer);
    },
    nextPoll: (task) => {
      polls.push(task);
      return () => polls.splice(polls.indexOf(task), 1);
    },
  };
  function setVisible(next: boolean) {
    visible = next;
    for (const listener of listeners) listener();
  }
  return { page, polls, setVisible };
}

/** The stores of the editor, over a real engine and without a network. */
export async function createRunFixture(memory: RunMemory = createRunMemory(undefined)) {
  const { engine, clock, provider } = createTestEngine();
  const server = createRunServer(engine);
  const client = {
    ...server.client,
    nodeTypes: () => Promise.resolve({ nodeTypes: testNodes.map(describeNode) }),
    models: {
      ...server.client.models,
      get: (_provider: string, model: string) => {
        const reference = parseModelRef(model);
        if (!reference) throw new Error(`"${model}" is no reference to a model.`);
        return provider.describe(reference);
      },
    },
  } as Client;
  const catalog = createCatalogStore(client);
  await catalog.load();
  const workspace = createWorkspaceStore(catalog);
  const said: Parameters<Notifier['say']>[0][] = [];
  const notifier: Notifier = { say: (message) => said.push(message) };
  const { page, polls, setVisible } = createTestPage();
  const now = () => clock.now();
  const runs = createRunsStore({ client, workspace, page, memory, now, notifier });
  return { clock, server, client, catalog, workspace, notifier, runs, said, polls, setVisible };
}
