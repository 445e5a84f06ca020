import type { ModelDescription, Workflow } from '@catena/engine';
import { ApiError, type Client, type ModelSummary } from '@catena/server/client';
import { createCatalogStore } from '../src/document/catalog-store.ts';
import { allCommands } from '../src/document/commands/all-commands.ts';
import type { CommandContext, StartRunOptions } from '../src/document/commands/command.ts';
import { findCommand } from '../src/document/commands/all-commands.ts';
import { runCommand } from '../src/document/commands/run-command.ts';
import { createKeyMap } from '../src/document/keys/key-map.ts';
import { createViewStore } from '../src/document/view-store.ts';
import { createWorkspaceStore, type OpenDocument } from '../src/document/workspace-store.ts';
import { sampleDescriptors, transcribeModel, upscaleModel } from './sample-catalog.ts';

const models: Readonly<Record<string, ModelDescription>> = {
  'catena/upscale': upscaleModel,
  'catena/transcribe': transcribeModel,
};

function summaries(): ModelSummary[] {
  return Object.keys(models).map((model) => ({
    provider: 'local',
    model,
    version: '1',
    title: model,
    metered: false,
    inputs: [],
    outputs: [],
    hasCover: false,
  }));
}

/** A server with the sample node types and models, and room for files; nothing else is asked of it. */
export function createSampleClient(): Client {
  const stored: Blob[] = [];
  const client = {
    nodeTypes: () => Promise.resolve({ nodeTypes: sampleDescriptors }),
    settings: { get: () => Promise.resolve({ providers: ['local', 'replicate'] }) },
    models: {
      search: ({ query = '' } = {}) =>
        Promise.resolve({ models: summaries().filter(({ model }) => model.includes(query)) }),
      get: (_provider: string, model: string) => {
        const found = models[model];
        if (found) return Promise.resolve(found);
        const problem = {
          type: 'about:blank',
          title: `No model ${model}.`,
          status: 404,
          code: 'unknown-model',
        };
        return Promise.reject(new ApiError(problem));
      },
    },
    artifacts: {
      upload(content: Blob) {
        stored.push(content);
        const $artifact = String(stored.length).padStart(64, '0');
        return Promise.resolve({ $artifact, mediaType: content.type, sizeBytes: content.size });
      },
    },
  };
  return client as unknown as Client;
}

/** What commands did outside of the document, in words. */
export interface Harness {
  context: CommandContext;
  tab: OpenDocument;
  calls: unknown[][];
  said: string[];
  clipboard: { text: string };
  running: { value: boolean };
  run(id: string): Promise<void>;
  /** Why a command cannot be done, or true. */
  canRun(id: string): boolean | string | undefined;
  workflow(): Workflow;
  selected(): string[];
}

/** Real stores with a document open, and ports that write down what they are asked. */
export async function createHarness(workflow: Workflow): Promise<Harness> {
  const calls: unknown[][] = [];
  const said: string[] = [];
  const clipboard = { text: '' };
  const running = { value: false };
  const note =
    (name: string) =>
    (...values: unknown[]) =>
      void calls.push([name, ...values]);
  const client = createSampleClient();
  const catalog = createCatalogStore(client);
  await catalog.load();
  const workspace = createWorkspaceStore(catalog);
  const view = createViewStore(undefined);
  const context: CommandContext = {
    client,
    catalog,
    workspace,
    view,
    canvas: {
      center: () => [500, 500],
      toDocument: ({ x, y }) => [x, y],
      zoomBy: note('zoomBy'),
      zoomTo: note('zoomTo'),
      fit: note('fit'),
      focus: note('focus'),
      sizeOf: () => ({ width: 200, height: 100 }),
      pointer: () => undefined,
      rename: note('rename'),
    },
    runs: {
      start: (_tab: OpenDocument, options?: StartRunOptions) =>
        Promise.resolve(note('start')(options)),
      cancel: () => Promise.resolve(note('cancel')()),
      isRunning: () => running.value,
      basisOf: () => undefined,
      resultOf: (_tab, nodeId) => (nodeId === 'drawn' ? 'run1' : undefined),
      drawsOf: (_tab, nodeId) => (nodeId === 'drawn' ? { seed: 7 } : undefined),
    },
    files: {
      save: () => Promise.resolve(note('save')()),
      exportJson: note('exportJson'),
      exportPng: () => Promise.resolve(),
      importFile: note('importFile'),
      newWorkflow: note('newWorkflow'),
      openWorkflow: () => Promise.resolve(),
      startFromTemplate: () => Promise.resolve(),
      openRun: () => Promise.resolve(),
    },
    notifier: { say: ({ text }) => void said.push(text) },
    clipboard: {
      readText: () => Promise.resolve(clipboard.text),
      writeText: (text: string) => {
        clipboard.text = text;
        return Promise.resolve();
      },
    },
    keyMap: createKeyMap({ storage: undefined, commands: allCommands, apple: false }),
  };
  const tab = workspace.open(workflow);
  await new Promise((resolve) => setTimeout(resolve, 0));
  return {
    context,
    tab,
    calls,
    said,
    clipboard,
    running,
    async run(id) {
      const command = findCommand(id);
      if (!command) throw new Error(`There is no command "${id}".`);
      await runCommand(context, command);
    },
    canRun: (id) => findCommand(id)?.canRun?.(context, workspace.active()) ?? true,
    workflow: () => tab.document.getState().workflow,
    selected: () => [...tab.document.getState().selection.cards],
  };
}
