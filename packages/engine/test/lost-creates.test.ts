import { describe, expect, it } from 'vitest';
import {
  createEngine,
  createMemoryArtifactStore,
  NodeLibrary,
  systemPlatform,
  type EngineOptions,
  type Prediction,
  type PredictionRequest,
  type ReconcileContext,
  type Reconciliation,
  type RunEvent,
  type Workflow,
} from '../src/index.ts';
import { FakeProvider, SimulatedClock } from '../src/testing/index.ts';
import { callOf, createHarness, refusal, workflowOf } from './behaviour-bench.ts';
import { testModels, testNodes } from './engine-harness.ts';

const lostAnswer = () => refusal('connection-lost', { retryable: true, effect: 'unknown' });

/** What is lost of a create: the call itself, or the answer of one that arrived. */
type Loss = 'call' | 'answer' | 'none';

/** A provider on a bad line that can be asked what it made. */
class LossyProvider extends FakeProvider {
  losses: Loss[] = [];
  readonly looks: ReconcileContext[] = [];
  /** What it says in the place of the truth. */
  says: (() => Reconciliation) | undefined;

  override async create(request: PredictionRequest): Promise<Prediction> {
    const loss = this.losses.shift() ?? 'none';
    if (loss === 'call') throw lostAnswer();
    const made = await super.create(request);
    if (loss === 'answer') throw lostAnswer();
    return made;
  }

  async reconcile(request: PredictionRequest, context: ReconcileContext): Promise<Reconciliation> {
    this.looks.push(context);
    if (this.says) return this.says();
    const wanted = JSON.stringify(request.input);
    const found = this.calls.find(
      ({ id, input }) => JSON.stringify(input) === wanted && !context.claimed.has(id),
    );
    if (!found) return { kind: 'absent' };
    return { kind: 'found', prediction: { id: found.id, status: 'processing', version: 'v1' } };
  }
}

function createBench(losses: Loss[], limits: EngineOptions['limits'] = {}) {
  const clock = new SimulatedClock();
  const { 'test/echo': echo, ...rest } = testModels;
  const models = { ...rest, ...(echo && { 'test/echo': { ...echo, delayMs: () => 1000 } }) };
  const provider = new LossyProvider({ clock, models });
  provider.losses = losses;
  const engine = createEngine({
    library: new NodeLibrary(testNodes),
    providers: [provider],
    artifacts: createMemoryArtifactStore(),
    media: {} as EngineOptions['media'],
    platform: { ...systemPlatform, clock, random: { next: () => 0.5 } },
    limits,
  });
  const events: RunEvent[] = [];
  return {
    clock,
    provider,
    events,
    async start(workflow: Workflow) {
      const run = await engine.run(workflow, {});
      run.subscribe({ onEvent: (event) => events.push(event) });
      return run;
    },
  };
}

const echoOf = (more: Record<string, unknown> = {}) =>
  workflowOf({
    nodes: { echo: callOf('test/echo', 'x', more) },
    outputs: { it: { $from: 'echo.output' } },
  });

describe('a create whose answer is lost', () => {
  it('is found at the provider and gone on with, not made again', async () => {
    const { clock, provider, start } = createBench(['answer']);
    const result = await clock.runUntil((await start(echoOf())).result);
    expect(result).toMatchObject({ status: 'succeeded', outputs: { it: 'x!' } });
    expect(provider.calls).toHaveLength(1);
    expect(provider.looks).toHaveLength(1);
  });

  it('is made again where there is no such prediction, each time a little later', async () => {
    const { clock, provider, events, start } = createBench(['call', 'call', 'answer']);
    const result = await clock.runUntil((await start(echoOf())).result);
    expect(result.status).toBe('succeeded');
    expect(provider.calls).toHaveLength(1);
    expect(provider.looks).toHaveLength(3);
    const intents = events.filter(({ type }) => type === 'step.intent').map(({ at }) => at);
    expect(intents.slice(1).map((at, index) => at - (intents[index] ?? 0))).toEqual([1000, 2000]);
    expect(events.map(({ type }) => type)).not.toContain('step.failed');
  });

  it('is given up after four that made nothing', async () => {
    const { clock, provider, start } = createBench(Array.from<Loss>({ length: 9 }).fill('call'));
    const result = await clock.runUntil((await start(echoOf())).result);
    expect(result.snapshot.nodes['echo']?.steps[0]).toMatchObject({
      attempt: 1,
      error: { code: 'connection-lost', effect: 'none' },
    });
    expect(provider.looks).toHaveLength(4);
  });

  it.each<[string, () => Reconciliation]>([
    ['it is undecidable', () => ({ kind: 'undecidable', reason: 'The list is gone.' })],
    [
      'asking fails',
      () => {
        throw refusal('list-unavailable');
      },
    ],
  ])('ends the step, and says that it may have to be paid for, where %s', async (_where, says) => {
    const { clock, provider, start } = createBench(['answer']);
    provider.says = says;
    const result = await clock.runUntil((await start(echoOf({ retry: { max: 5 } }))).result);
    expect(result.snapshot.nodes['echo']?.steps[0]).toMatchObject({
      status: 'failed',
      attempt: 1,
      error: { code: 'effect-unknown', effect: 'unknown', cause: { code: 'connection-lost' } },
    });
    expect(provider.calls).toHaveLength(1);
  });

  it('ends the step where the provider cannot be asked', async () => {
    const harness = createHarness({
      provider: {
        onCreate() {
          throw lostAnswer();
        },
      },
    });
    const result = await harness.run(echoOf({ retry: { max: 5 } }));
    expect(result.snapshot.nodes['echo']?.steps[0]).toMatchObject({
      attempt: 1,
      error: {
        code: 'effect-unknown',
        hint: expect.stringContaining('may have to be paid') as string,
      },
    });
  });

  it('is not taken for an equal one of another step', async () => {
    const { clock, provider, events, start } = createBench(['answer', 'none', 'answer', 'call']);
    const names = ['a', 'b', 'c', 'd'];
    const uncached = { cache: false };
    const nodes = Object.fromEntries(
      names.map((name) => [name, callOf('test/echo', 'same', uncached)]),
    );
    const run = await start(workflowOf({ nodes }));
    const result = await clock.runUntil(run.result);
    expect(result.status).toBe('succeeded');
    expect(provider.calls).toHaveLength(4);
    const ids = events.flatMap((event) =>
      event.type === 'step.prediction' ? [event.predictionId] : [],
    );
    expect(new Set(ids).size).toBe(4);
  });

  it('is canceled by the id that was found, where the run is canceled meanwhile', async () => {
    const { clock, provider, start } = createBench(['answer']);
    const run = await start(echoOf());
    const { reconcile } = provider;
    provider.reconcile = async (request, context) => {
      run.cancel();
      await clock.sleep(2);
      return reconcile.call(provider, request, context);
    };
    const result = await clock.runUntil(run.result);
    expect(result.status).toBe('canceled');
    expect(provider.calls).toMatchObject([{ status: 'canceled' }]);
  });
});

describe('a prediction whose waiting fails', () => {
  it('is canceled: nobody will take its result', async () => {
    const { clock, provider, start } = createBench([]);
    provider.wait = () => Promise.reject(refusal('token-refused'));
    const result = await clock.runUntil((await start(echoOf())).result);
    expect(result.snapshot.nodes['echo']?.steps[0]).toMatchObject({
      error: { code: 'token-refused' },
    });
    expect(provider.calls).toMatchObject([{ status: 'canceled' }]);
  });
});
