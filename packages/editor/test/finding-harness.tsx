/** The editor without its shell: real stores over a server that only knows node types and models. */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  defineNode,
  describeNode,
  port,
  type ModelDescription,
  type Workflow,
} from '@catena/engine';
import { createClient, type ModelSummary, type Settings } from '@catena/server/client';
import { vi } from 'vitest';
import { z } from 'zod';
import { createCatalogStore } from '../src/document/catalog-store.ts';
import { allCommands } from '../src/document/commands/all-commands.ts';
import type { CommandContext, Notifier } from '../src/document/commands/command.ts';
import { EditorContext, TabContext } from '../src/document/editor-context.ts';
import { createKeyMap } from '../src/document/keys/key-map.ts';
import { createViewStore } from '../src/document/view-store.ts';
import { createWorkspaceStore, type OpenDocument } from '../src/document/workspace-store.ts';
import { RunsContext } from '../src/runs/runs-context.ts';
import { createRunsState, type RunsStore } from '../src/runs/runs-store.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const image = () => port.image().meta({ port: 'image', title: 'Image' });

/** A few node types, with the ports of real ones. */
export const nodeTypes = [
  defineNode({
    type: 'predict',
    version: 1,
    title: 'Model',
    description: 'Runs a model.',
    category: 'model',
    portsFrom: { kind: 'model' },
    input: z.looseObject({}),
    output: z.looseObject({}),
    run: () => Promise.resolve({}),
  }),
  defineNode({
    type: 'image.resize',
    version: 1,
    title: 'Resize image',
    description: 'Makes an image smaller or larger.',
    category: 'image',
    input: z.object({ image: image(), width: z.number().int().default(512) }),
    output: z.object({ image: image() }),
    run: ({ input }) => Promise.resolve({ image: input.image }),
  }),
  defineNode({
    type: 'image.contact-sheet',
    version: 1,
    title: 'Contact sheet',
    description: 'Puts images side by side.',
    category: 'image',
    input: z.object({ images: z.array(image()) }),
    output: z.object({ image: image() }),
    run: ({ input: { images } }) => Promise.resolve({ image: images[0] as never }),
  }),
  defineNode({
    type: 'text.join',
    version: 1,
    title: 'Join texts',
    description: 'Puts texts together.',
    category: 'text',
    input: z.object({ texts: z.array(z.string()), separator: z.string().default(' ') }),
    output: z.object({ text: z.string() }),
    run: ({ input }) => Promise.resolve({ text: input.texts.join(input.separator) }),
  }),
].map(describeNode);

/** Describes a picture in words. */
const captionModel: ModelDescription = {
  model: 'catena/caption',
  version: '1',
  title: 'Describe a picture',
  openapiSchema: {
    components: {
      schemas: {
        Input: {
          type: 'object',
          required: ['image'],
          properties: { image: { type: 'string', format: 'uri', title: 'Image', 'x-order': 0 } },
        },
        Output: { type: 'string' },
      },
    },
  },
  metered: false,
};

const captionSummary: ModelSummary = {
  provider: 'local',
  model: 'catena/caption',
  version: '1',
  title: 'Describe a picture',
  description: 'Says what is in a picture.',
  downloadBytes: 250_000_000,
  metered: false,
  inputs: ['image'],
  outputs: ['text'],
  hasCover: false,
};

/** What the server keeps to. */
export const serverSettings: Settings = {
  limits: { computeConcurrency: 8, maxSteps: 10_000 },
  fixedLimits: [],
  tokens: [],
  secrets: [],
  needsToken: false,
  dataFolder: '/data',
  providers: ['local'],
};

type Answers = Readonly<Record<string, unknown>>;

const answers: Answers = {
  '/api/node-types': { nodeTypes },
  '/api/settings': serverSettings,
  '/api/models': { models: [captionSummary], problems: [] },
  '/api/published-models': { models: [] },
  '/api/models/local/catena/caption': captionModel,
  '/api/workflows': { workflows: [] },
  '/api/templates': { templates: [] },
};

function answer(path: string, all: Answers): Response {
  if (all[path] !== undefined) return Response.json(all[path]);
  const problem = {
    type: 'about:blank',
    title: `There is no ${path}.`,
    status: 404,
    code: 'not-found',
  };
  return Response.json(problem, { status: 404 });
}

export interface TestEditor {
  context: CommandContext;
  tab: OpenDocument;
  /** Cards that were given the keyboard. */
  focused: string[];
  said: Parameters<Notifier['say']>[0][];
  /** Documents that were opened, by what was asked. */
  opened: string[];
  runs: RunsStore;
  workflow(): Workflow;
  show(content: ReactNode): ReturnType<typeof render>;
}

function createRuns(): RunsStore {
  const nothing = () => Promise.resolve();
  return Object.assign(createRunsState(), {
    start: nothing,
    cancel: nothing,
    isRunning: () => false,
    basisOf: () => undefined,
    resultOf: () => undefined,
    show: nothing,
    clear: () => undefined,
    dispose: () => undefined,
  });
}

/** Opens a workflow in an editor whose canvas only notes what it is asked for. */
export async function createTestEditor(
  workflow: Workflow,
  more: Answers = {},
): Promise<TestEditor> {
  const all = { ...answers, ...more };
  const client = createClient({
    baseUrl: 'http://editor.test',
    fetch: (input) => Promise.resolve(answer(new URL(input as string).pathname, all)),
  });
  const catalog = createCatalogStore(client);
  await catalog.load();
  const workspace = createWorkspaceStore(catalog);
  const tab = workspace.open(workflow);
  const [focused, opened]: [string[], string[]] = [[], []];
  const said: TestEditor['said'] = [];
  const runs = createRuns();
  const open = (kind: string) => (id: string) => {
    opened.push(`${kind} ${id}`);
    return Promise.resolve();
  };
  const context: CommandContext = {
    client,
    catalog,
    workspace,
    view: createViewStore(undefined),
    canvas: {
      center: () => [0, 0],
      toDocument: ({ x, y }) => [x, y],
      zoomBy: () => undefined,
      zoomTo: () => undefined,
      fit: () => undefined,
      focus: (card) => void focused.push(card),
      sizeOf: () => undefined,
      pointer: () => undefined,
      rename: () => undefined,
    },
    keyMap: createKeyMap({ storage: undefined, commands: allCommands, apple: false }),
    runs,
    files: {
      save: () => Promise.resolve(),
      exportJson: () => undefined,
      exportPng: () => Promise.resolve(),
      importFile: () => undefined,
      newWorkflow: () => undefined,
      openWorkflow: open('workflow'),
      startFromTemplate: open('template'),
      openRun: open('run'),
    },
    notifier: { say: (message) => void said.push(message) },
    clipboard: { readText: () => Promise.resolve(''), writeText: () => Promise.resolve() },
  };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return {
    context,
    tab,
    focused,
    said,
    opened,
    runs,
    workflow: () => tab.document.getState().workflow,
    show: (content) =>
      render(
        <MantineProvider env="test">
          <QueryClientProvider client={queries}>
            <EditorContext value={context}>
              <TabContext value={tab}>
                <RunsContext value={runs}>{content}</RunsContext>
              </TabContext>
            </EditorContext>
          </QueryClientProvider>
        </MantineProvider>,
      ),
  };
}
