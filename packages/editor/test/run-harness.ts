import {
  createEngine,
  createMemoryArtifactStore,
  defineNode,
  EngineError,
  NodeLibrary,
  port,
  systemPlatform,
  type AnyNodeDefinition,
  type Engine,
  type EngineOptions,
  type MediaTools,
  type RunSnapshot,
  type Workflow,
} from '@catena/engine';
import { FakeProvider, SimulatedClock, type FakeModel } from '@catena/engine/testing';
import type { RunMessage } from '@catena/server/client';
import { z } from 'zod';

const common = { version: 1, description: 'Of the tests.', category: 'text' } as const;

const predict = defineNode({
  ...common,
  type: 'predict',
  title: 'Predict',
  input: z.looseObject({}),
  output: z.looseObject({}),
  portsFrom: { kind: 'model' },
  run: ({ node, input, predict: call }) =>
    call({ provider: node.provider ?? '', model: node.model ?? '', input }),
});

const join = defineNode({
  ...common,
  type: 'join',
  title: 'Join',
  input: z.object({ texts: z.array(z.string()), separator: z.string().default(' ') }),
  output: z.object({ text: z.string() }),
  run: ({ input }) => ({ text: input.texts.join(input.separator) }),
});

const pair = defineNode({
  ...common,
  type: 'pair',
  title: 'Pair',
  input: z.object({ a: z.string(), b: z.string() }),
  output: z.object({ text: z.string() }),
  run: ({ input }) => ({ text: `${input.a}${input.b}` }),
});

const split = defineNode({
  ...common,
  type: 'split',
  title: 'Split',
  input: z.object({ text: z.string() }),
  output: z.object({ words: z.array(z.string()) }),
  run: ({ input }) => ({ words: input.text.split(' ').filter(Boolean) }),
});

const choose = defineNode({
  ...common,
  type: 'choose',
  title: 'Choose',
  input: z.object({ value: port.item('T') }),
  output: z.object({ long: port.item('T').optional(), short: port.item('T').optional() }),
  run: ({ input }) =>
    String(input.value).length > 3 ? { long: input.value } : { short: input.value },
});

/** Node types of the tests. */
export const testNodes: readonly AnyNodeDefinition[] = [predict, join, pair, split, choose];

const text = { type: 'string' };
const length = (input: Record<string, unknown>) => String(input['text']).length;

/** Models of the tests: `test/echo` gives back its text, `test/shaky` fails for texts of odd length. */
export const testModels: Record<string, FakeModel> = {
  'test/echo': {
    input: { text, seed: { type: 'integer', default: 7, minimum: 0, maximum: 100 } },
    required: ['text'],
    output: text,
    predict: (input) => `${String(input['text'])}!`,
    delayMs: (input) => length(input) * 10,
  },
  'test/shaky': {
    input: { text },
    required: ['text'],
    output: text,
    predict(input) {
      if (length(input) % 2 === 0) return input['text'];
      throw new EngineError({ code: 'odd-text', message: 'The text is odd.', retryable: true });
    },
    delayMs: () => 5,
  },
};

/** A recorded run: all that it said, in order, and what it came to. */
export interface RecordedRun {
  messages: RunMessage[];
  snapshot: RunSnapshot;
}

/** An engine on a simulated clock, with a provider that answers. */
export function createTestEngine(options: Partial<EngineOptions> = {}): {
  engine: Engine;
  clock: SimulatedClock;
  provider: FakeProvider;
} {
  const clock = new SimulatedClock();
  const provider = new FakeProvider({ clock, models: testModels, limits: { concurrency: 3 } });
  const engine = createEngine({
    library: new NodeLibrary(testNodes),
    providers: [provider],
    artifacts: createMemoryArtifactStore(),
    media: {} as MediaTools,
    platform: { ...systemPlatform, clock, random: { next: () => 0.5 } },
    ...options,
  });
  return { engine, clock, provider };
}

/** Runs a workflow and records all that the run says; cancels it after some events where asked to. */
export async function recordRun(
  workflow: Workflow,
  options: { inputs?: Record<string, unknown>; cancelAfter?: number; failFast?: boolean } = {},
): Promise<RecordedRun> {
  const { engine, clock } = createTestEngine();
  const { inputs = {}, failFast = false } = options;
  const run = await engine.run(workflow, { inputs, failFast });
  const messages: RunMessage[] = [];
  const notices: { after: number; message: RunMessage }[] = [];
  run.subscribe({
    onEvent: (event) => {
      if (event.sequence === options.cancelAfter) run.cancel();
    },
    onNotice: (notice) =>
      notices.push({ after: run.snapshot().sequence, message: { type: 'notice', notice } }),
  });
  await clock.runUntil(run.result);
  for await (const event of run.events()) {
    messages.push({ type: 'event', event });
    for (const { after, message } of notices) if (after === event.sequence) messages.push(message);
  }
  return { messages, snapshot: run.snapshot() };
}
