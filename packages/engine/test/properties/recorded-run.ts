import { z } from 'zod';
import {
  createEngine,
  createMemoryArtifactStore,
  defineNode,
  EngineError,
  NodeLibrary,
  port,
  systemPlatform,
  type AnyNodeDefinition,
  type ArtifactStore,
  type Clock,
  type Engine,
  type EngineOptions,
  type MediaTools,
  type Run,
  type RunEvent,
  type RunResult,
} from '../../src/index.ts';
import { FakeProvider, SimulatedClock, type FakeModel } from '../../src/testing/index.ts';
import type { RandomCase, RandomWorld } from './random-workflow.ts';
import {
  fateOf,
  hashOf,
  signatures,
  type InputPort,
  type Misfortune,
  type OutputPort,
  type Signature,
} from './signatures.ts';

/** What happened, in the order in which it happened. */
export type JournalEntry =
  | { kind: 'event'; event: RunEvent }
  /** The provider was asked for a prediction; `refused` with an error code where it did not take it. */
  | { kind: 'create'; at: number; key: string; step: string; input: unknown; refused?: string }
  | { kind: 'compute'; at: number; nodeId: string; input: unknown };

/** A run and all that was seen of it from outside. */
export interface RecordedRun {
  result: RunResult;
  events: RunEvent[];
  journal: JournalEntry[];
  provider: FakeProvider;
}

interface Surroundings {
  clock: Clock;
  misfortune: Misfortune;
  journal: JournalEntry[];
  delayMs(): number;
}

/** Nodes find the surroundings of their run by the artifact store they are given: the library is made once. */
const surroundings = new WeakMap<ArtifactStore, Surroundings>();

function schemaOf(signaturePort: InputPort & OutputPort): z.ZodType {
  const { base, depth, variable, tolerant, axis } = signaturePort;
  let schema: z.ZodType;
  if (variable !== undefined) schema = port.item(variable);
  else if (base === 'text') schema = z.string();
  else if (base === 'integer') schema = z.number().int();
  else schema = base === 'any' ? port.any() : port.json();
  for (let level = 0; level < depth; level += 1) schema = z.array(schema);
  if (signaturePort.optional) schema = schema.optional();
  if (tolerant) schema = schema.meta({ tolerant });
  return axis === undefined ? schema : schema.meta({ axis });
}

function shapeOf(ports: readonly (InputPort & OutputPort)[]): z.ZodObject {
  return z.object(Object.fromEntries(ports.map((one) => [one.name, schemaOf(one)])));
}

function failure(code: string, retryable: boolean): EngineError {
  return new EngineError({ code, message: `It is ${code}.`, retryable });
}

function defineSignature(signature: Signature): AnyNodeDefinition {
  return defineNode({
    type: signature.type,
    version: 1,
    title: signature.type,
    description: 'A node of the property tests.',
    category: 'flow',
    input: shapeOf(signature.inputs),
    output: shapeOf(signature.outputs),
    async run({ input, node, artifacts }) {
      const around = surroundings.get(artifacts) as Surroundings;
      const values = input as Record<string, unknown>;
      const at = around.clock.now();
      around.journal.push({ kind: 'compute', at, nodeId: node.id, input: values });
      const delayMs = around.delayMs();
      if (delayMs > 0) {
        await new Promise<void>((resolve) => {
          around.clock.setTimer(at + delayMs, resolve);
        });
      }
      const fate = fateOf(around.misfortune, node.id, values);
      if (fate.failure) throw failure(fate.failure.code, fate.failure.retryable);
      return signature.compute(values);
    },
  });
}

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

const library = new NodeLibrary([
  predict,
  ...signatures.filter(({ type }) => type !== 'predict').map(defineSignature),
]);

const jsonTypes = { text: { type: 'string' }, integer: { type: 'integer' }, any: {}, json: {} };

function jsonSchemaOf({ base, depth, axis }: InputPort & OutputPort): Record<string, unknown> {
  let schema: Record<string, unknown> = jsonTypes[base];
  for (let level = 0; level < depth; level += 1) schema = { type: 'array', items: schema };
  return axis === undefined ? schema : { ...schema, 'x-catena-axis': axis };
}

function modelOf(signature: Signature, around: Surroundings): FakeModel {
  const members = (ports: readonly (InputPort & OutputPort)[]) =>
    Object.fromEntries(ports.map((one) => [one.name, jsonSchemaOf(one)]));
  const [single] = signature.outputs;
  const isSingle = signature.outputs.length === 1 && single?.name === 'output';
  return {
    input: members(signature.inputs),
    required: signature.inputs.filter((one) => !one.optional).map((one) => one.name),
    output: isSingle
      ? jsonSchemaOf(single)
      : { type: 'object', properties: members(signature.outputs) },
    delayMs: () => around.delayMs(),
    predict(input) {
      const fate = fateOf(around.misfortune, String(input['tag']), input);
      if (fate.failure) throw failure(fate.failure.code, fate.failure.retryable);
      const output = signature.compute(input);
      return isSingle ? output['output'] : output;
    },
  };
}

const keyPattern = /^[^/]*\/(.*)#([0-9]+)\.[0-9]+$/;

/** Refuses calls as the misfortune of the case will have it, and writes all of them down. */
function watchCreates(
  world: RandomWorld,
  around: Surroundings,
): ConstructorParameters<typeof FakeProvider>[0]['onCreate'] {
  const throttles = new Map<string, number>();
  return ({ key, input }) => {
    const [, step = '', attempt = '0'] = keyPattern.exec(key) ?? [];
    const refusedAs = (): string | undefined => {
      const seen = throttles.get(key) ?? 0;
      const throttled = hashOf(`429 ${world.seed} ${key}`) % 100 < world.throttled;
      if (throttled && seen < 1 + (hashOf(key) % 2)) {
        throttles.set(key, seen + 1);
        return 'rate-limited';
      }
      const fate = fateOf(around.misfortune, String(input['tag']), input);
      return Number(attempt) <= fate.refusals ? 'busy' : undefined;
    };
    const refused = refusedAs();
    const at = around.clock.now();
    around.journal.push({ kind: 'create', at, key, step, input, ...(refused && { refused }) });
    if (refused === undefined) return;
    const effect = 'none';
    const retryAfterMs = refused === 'rate-limited' ? 700 : undefined;
    throw new EngineError({
      code: refused,
      message: refused,
      retryable: true,
      effect,
      retryAfterMs,
    });
  };
}

export interface TestBench {
  clock: SimulatedClock;
  engine: Engine;
  provider: FakeProvider;
  journal: JournalEntry[];
}

const noLimit = 1_000_000;

/** An engine on a simulated clock in the world of a random case. */
export function createBench(
  { misfortune, world }: Pick<RandomCase, 'misfortune' | 'world'>,
  engineOptions: Partial<EngineOptions> = {},
  clock: SimulatedClock = new SimulatedClock(),
): TestBench {
  const journal: JournalEntry[] = [];
  let drawn = 0;
  const next = () => hashOf(`${world.seed} ${(drawn += 1)}`);
  const delayMs = () => (world.longestDelayMs === 0 ? 0 : next() % (world.longestDelayMs + 1));
  const around = { clock, misfortune, journal, delayMs };
  const models = signatures.flatMap((signature) =>
    signature.model === undefined ? [] : [[signature.model, modelOf(signature, around)] as const],
  );
  const onCreate = watchCreates(world, around);
  const provider = new FakeProvider({
    clock,
    models: Object.fromEntries(models),
    ...(onCreate && { onCreate }),
  });
  const artifacts = createMemoryArtifactStore();
  surroundings.set(artifacts, around);
  const { concurrency, modelConcurrency } = world;
  const engine = createEngine({
    library,
    providers: [provider],
    artifacts,
    media: {} as MediaTools,
    platform: { ...systemPlatform, clock, random: { next: () => (next() % 1000) / 1000 } },
    limits: {
      lanes: {
        fake: concurrency === undefined ? {} : { concurrency },
        ...(modelConcurrency !== undefined && {
          'fake test/echo': { concurrency: modelConcurrency },
        }),
      },
      computeConcurrency: world.computeConcurrency ?? noLimit,
    },
    ...engineOptions,
  });
  return { clock, engine, provider, journal };
}

/** Runs a random case to its end. `watch` sees the run before anything has happened. */
export async function recordRun(
  randomCase: RandomCase,
  watch?: (run: Run, bench: TestBench) => void,
  bench: TestBench = createBench(randomCase),
): Promise<RecordedRun> {
  const { clock, engine, journal, provider } = bench;
  const events: RunEvent[] = [];
  const { workflow, inputs } = randomCase;
  const run = await clock.runUntil(engine.run(workflow, { inputs }));
  run.subscribe({
    onEvent(event) {
      events.push(event);
      journal.push({ kind: 'event', event });
    },
  });
  watch?.(run, bench);
  const result = await clock.runUntil(run.result);
  const created = run.events()[Symbol.asyncIterator]();
  const first = await created.next();
  if (!first.done) events.unshift(first.value);
  return { result, events, journal, provider };
}
