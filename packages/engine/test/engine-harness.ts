import { z } from 'zod';
import {
  createEngine,
  createMemoryArtifactStore,
  defineNode,
  NodeLibrary,
  port,
  systemPlatform,
  type AnyNodeDefinition,
  type Engine,
  type EngineOptions,
  type MediaTools,
  type Random,
  type RunOptions,
  type RunResult,
  type Workflow,
  type WorkflowFolder,
} from '../src/index.ts';
import { FakeProvider, SimulatedClock, type FakeModel } from '../src/testing/index.ts';

const predict = defineNode({
  type: 'predict',
  version: 1,
  title: 'Predict',
  description: 'Calls a model.',
  category: 'model',
  input: z.looseObject({}),
  output: z.looseObject({}),
  portsFrom: { kind: 'model' },
  run: ({ node, input, predict: call }) =>
    call({ provider: node.provider ?? '', model: node.model ?? '', input }),
});

const collect = defineNode({
  type: 'collect',
  version: 1,
  title: 'Collect',
  description: 'Makes one list.',
  category: 'list',
  input: z.object({ items: z.array(port.item('T')) }),
  output: z.object({ items: z.array(port.item('T')) }),
  run: ({ input }) => ({ items: input.items }),
});

const flatten = defineNode({
  type: 'flatten',
  version: 1,
  title: 'Flatten',
  description: 'Makes one list of lists.',
  category: 'list',
  input: z.object({ items: z.array(z.array(port.item('T'))) }),
  output: z.object({ items: z.array(port.item('T')) }),
  run: ({ input }) => ({ items: input.items.flat() }),
});

const join = defineNode({
  type: 'join',
  version: 1,
  title: 'Join',
  description: 'Joins texts.',
  category: 'text',
  input: z.object({ texts: z.array(z.string()), labels: z.array(z.string()).optional() }),
  output: z.object({ text: z.string() }),
  run: ({ input }) => ({ text: [...input.texts, ...(input.labels ?? [])].join(' ') }),
});

const pair = defineNode({
  type: 'pair',
  version: 1,
  title: 'Pair',
  description: 'Joins two texts.',
  category: 'text',
  input: z.object({ a: z.string(), b: z.string() }),
  output: z.object({ text: z.string() }),
  run: ({ input }) => ({ text: `${input.a}${input.b}` }),
});

const choose = defineNode({
  type: 'choose',
  version: 1,
  title: 'Choose',
  description: 'Routes long texts.',
  category: 'flow',
  input: z.object({ value: port.item('T') }),
  output: z.object({ long: port.item('T').optional(), short: port.item('T').optional() }),
  run: ({ input }) =>
    String(input.value).length > 3 ? { long: input.value } : { short: input.value },
});

const merge = defineNode({
  type: 'merge',
  version: 1,
  title: 'Merge',
  description: 'Takes the first.',
  category: 'flow',
  input: z.object({
    first: port.item('T').optional().meta({ tolerant: true }),
    second: port.item('T').optional().meta({ tolerant: true }),
  }),
  output: z.object({ value: port.item('T') }),
  run: ({ input }) => ({ value: input.first ?? input.second }),
});

const runWorkflow = defineNode({
  type: 'workflow',
  version: 1,
  title: 'Workflow',
  description: 'Runs another workflow.',
  category: 'flow',
  input: z.looseObject({}),
  output: z.looseObject({}),
  portsFrom: { kind: 'workflow' },
  run: ({ input }) => input,
});

/** Node types that the behaviour tests are written with. */
export const testNodes: readonly AnyNodeDefinition[] = [
  predict,
  collect,
  flatten,
  join,
  pair,
  choose,
  merge,
  runWorkflow,
];

const noMedia = {} as MediaTools;
const text = { type: 'string' };

/** Models of the behaviour tests: `test/echo` gives back its text, `test/split` a list of its words. */
export const testModels: Record<string, FakeModel> = {
  'test/echo': {
    input: { text },
    required: ['text'],
    output: text,
    predict: (input) => `${String(input['text'])}!`,
  },
  'test/split': {
    input: { text },
    required: ['text'],
    output: {
      type: 'object',
      properties: {
        words: { type: 'array', items: text, 'x-catena-axis': 'words' },
        sizes: { type: 'array', items: { type: 'integer' }, 'x-catena-axis': 'words' },
      },
    },
    predict: (input) => {
      const words = String(input['text']).split(' ').filter(Boolean);
      return { words, sizes: words.map((word) => word.length) };
    },
  },
};

export interface Harness {
  clock: SimulatedClock;
  provider: FakeProvider;
  engine: Engine;
  /** Runs a workflow to its end on the simulated clock. */
  run(
    workflow: Workflow,
    inputs?: Record<string, unknown>,
    options?: RunOptions,
  ): Promise<RunResult>;
}

/** A folder that holds texts, or values as JSON, by their paths. */
export function folderOf(files: Readonly<Record<string, unknown>>): WorkflowFolder {
  const encoder = new TextEncoder();
  return {
    has: async (path) => Object.hasOwn(files, path),
    read: async (path) => {
      if (!Object.hasOwn(files, path)) return undefined;
      const file = files[path];
      return encoder.encode(typeof file === 'string' ? file : JSON.stringify(file));
    },
  };
}

/** An engine on a simulated clock with a fake provider. */
export function createHarness(
  options: {
    models?: Record<string, FakeModel>;
    provider?: Partial<ConstructorParameters<typeof FakeProvider>[0]>;
    engine?: Partial<EngineOptions>;
    /** @defaultValue always one half */
    random?: Random;
  } = {},
): Harness {
  const clock = new SimulatedClock();
  const models = { ...testModels, ...options.models };
  const provider = new FakeProvider({ clock, models, ...options.provider });
  const engine = createEngine({
    library: new NodeLibrary(testNodes),
    providers: [provider],
    artifacts: createMemoryArtifactStore(),
    media: noMedia,
    platform: { ...systemPlatform, clock, random: options.random ?? { next: () => 0.5 } },
    ...options.engine,
  });
  return {
    clock,
    provider,
    engine,
    async run(workflow, inputs = {}, options = {}) {
      const run = await engine.run(workflow, { inputs, ...options });
      return clock.runUntil(run.result);
    },
  };
}
