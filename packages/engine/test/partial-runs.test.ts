import { describe, expect, it } from 'vitest';
import { createMemoryRunStore, EngineError, type RunOptions, type Workflow } from '../src/index.ts';
import { callOf, createHarness, statusesOf, workflowOf } from './behaviour-bench.ts';
import { folderOf, testModels, type Harness } from './engine-harness.ts';

/** list → first → second → third, with `beside` next to second. */
const chain = workflowOf({
  inputs: { words: { type: 'text[]' } },
  nodes: {
    first: callOf('test/echo', 'inputs.words'),
    second: callOf('test/echo', 'first.output'),
    beside: callOf('test/echo', 'first.output'),
    third: callOf('test/echo', 'second.output'),
  },
  outputs: { third: { $from: 'third.output' }, beside: { $from: 'beside.output' } },
});
const inputs = { words: ['a', 'b'] };

function callsSince(harness: Harness, before: number): string[] {
  return harness.provider.calls.slice(before).map(({ input }) => String(input['text']));
}

/** Runs a workflow, then a part of it, perhaps edited. */
async function runTwice(
  parts: Omit<RunOptions, 'basis'>,
  { edited = chain, harness = createHarness() }: { edited?: Workflow; harness?: Harness } = {},
) {
  const whole = await harness.run(chain, inputs);
  const before = harness.provider.calls.length;
  const run = harness.run(edited, parts.inputs ?? inputs, { ...parts, basis: whole.runId });
  const result = await run;
  return { harness, whole, result, calls: callsSince(harness, before) };
}

describe('a part of a workflow', () => {
  it('to a node computes it and what it needs, and nothing else', async () => {
    const harness = createHarness();
    const result = await harness.run(chain, inputs, { part: { kind: 'to', nodes: ['second'] } });
    expect(result.status).toBe('succeeded');
    expect(Object.keys(result.snapshot.nodes).toSorted()).toEqual(['first', 'second']);
    expect(result.outputs).toEqual({});
    expect(harness.provider.calls).toHaveLength(4);
  });

  it('from a node computes it and what follows, item by item, with results of the basis', async () => {
    const { whole, result, calls } = await runTwice({ part: { kind: 'from', nodes: ['second'] } });
    expect(calls.toSorted()).toEqual(['a!', 'a!!', 'b!', 'b!!']);
    expect(result.outputs).toEqual({ third: ['a!!!', 'b!!!'] });
    expect(statusesOf(result)).toMatchObject({ 'first[0]': 'cached', 'second[0]': 'succeeded' });
    const [step] = result.snapshot.nodes['first']?.steps ?? [];
    expect(step).toMatchObject({ cachedFrom: { runId: whole.runId, step: 'first[0]' } });
  });

  it('that is one node only computes that, and what follows is left out', async () => {
    const { result, calls } = await runTwice({ part: { kind: 'only', nodes: ['third'] } });
    expect(calls.toSorted()).toEqual(['a!!', 'b!!']);
    expect(Object.keys(result.snapshot.nodes).toSorted()).toEqual(['first', 'second', 'third']);
    expect(result.outputs).toEqual({ third: ['a!!!', 'b!!!'] });
  });

  it('keeps pinned results, and what only they need is not computed either', async () => {
    const harness = createHarness();
    const whole = await harness.run(chain, inputs);
    const pins = { second: whole.runId, beside: whole.runId };
    const before = harness.provider.calls.length;
    const result = await harness.run(chain, inputs, { pins });
    expect(callsSince(harness, before).toSorted()).toEqual(['a!!', 'b!!']);
    expect(result.outputs).toEqual(whole.outputs);
    expect(statusesOf(result)).toMatchObject({ 'first[1]': 'cached', 'beside[0]': 'cached' });
  });

  it('tells in its plan what is given, and by which run', async () => {
    const harness = createHarness();
    const { runId } = await harness.run(chain, inputs);
    const part = { kind: 'from', nodes: ['third'] } as const;
    const plan = await harness.engine.plan(chain, { inputs, part, basis: runId });
    const nodes = Object.fromEntries(plan.nodes.map((node) => [node.id, node]));
    expect(nodes['second']?.given).toEqual([
      { step: 'second[0]', runId },
      { step: 'second[1]', runId },
    ]);
    expect(plan.calls).toMatchObject([{ model: 'test/echo', calls: 2, exact: true }]);
    expect(nodes['beside']).toBeUndefined();
  });

  it('takes what a basis that was a part itself took from the run before it', async () => {
    const { harness, result } = await runTwice({ part: { kind: 'only', nodes: ['second'] } });
    const before = harness.provider.calls.length;
    const last = await harness.run(chain, inputs, {
      part: { kind: 'from', nodes: ['third'] },
      basis: result.runId,
      pins: { beside: result.runId },
    });
    expect(callsSince(harness, before).toSorted()).toEqual(['a!!', 'b!!']);
    const beside = await harness.run(chain, inputs, { pins: { beside: last.runId } });
    expect(beside.outputs).toEqual({ third: ['a!!!', 'b!!!'], beside: ['a!!', 'b!!'] });
  });

  it('says which given nodes have been edited since, and what depends on them', async () => {
    const runs = createMemoryRunStore();
    const harness = createHarness({ engine: { runs } });
    const first = callOf('test/echo', 'inputs.words', { title: 'Named' });
    const edited = { ...chain, nodes: { ...chain.nodes, first } };
    const part = { kind: 'only', nodes: ['third'] } as const;
    const renamed = await runTwice({ part }, { harness, edited });
    const others = await runTwice({ part, inputs: { words: ['a', 'c'] } }, { harness });
    const staleOf = async (runId: string) => {
      for await (const event of runs.read(runId)) {
        if (event.type === 'run.created') return event.basis?.stale;
      }
      return undefined;
    };
    expect(await staleOf(renamed.result.runId)).toEqual([]);
    expect(await staleOf(others.result.runId)).toEqual(['first', 'second']);
    expect(others.result.outputs).toEqual({ third: ['a!!!', 'b!!!'] });
  });

  it('draws again what its basis drew, and anew only where asked to', async () => {
    const drawn = workflowOf({
      nodes: {
        seed: {
          type: 'predict',
          provider: 'fake',
          model: 'test/seeded',
          input: { seed: { $random: { minimum: 0, maximum: 999 } } },
        },
      },
      outputs: { seed: { $from: 'seed.output' } },
    });
    let next = 0;
    const harness = createHarness({
      random: { next: () => (next += 0.1) % 1 },
      models: {
        'test/seeded': {
          input: { seed: { type: 'integer' } },
          output: { type: 'integer' },
          predict: ({ seed }) => seed,
        },
      },
    });
    const { runId, outputs } = await harness.run(drawn);
    const part = { kind: 'from', nodes: ['seed'] } as const;
    expect((await harness.run(drawn, {}, { part, basis: runId })).outputs).toEqual(outputs);
    const fresh = await harness.run(drawn, {}, { part, basis: runId, fresh: true });
    expect(fresh.outputs).not.toEqual(outputs);
  });

  it('takes the results inside of a workflow that a node runs', async () => {
    const inner = workflowOf({
      inputs: { text: { type: 'text' } },
      nodes: { once: callOf('test/echo', 'inputs.text') },
      outputs: { loud: { $from: 'once.output' } },
    });
    const outer = workflowOf({
      inputs: { words: { type: 'text[]' } },
      nodes: {
        sub: {
          type: 'workflow',
          workflow: './inner.json',
          input: { text: { $from: 'inputs.words' } },
        },
        last: callOf('test/echo', 'sub.loud'),
      },
      outputs: { last: { $from: 'last.output' } },
    });
    const harness = createHarness();
    const folder = folderOf({ './inner.json': inner, 'inner.json': inner });
    const whole = await harness.run(outer, inputs, { folder });
    const before = harness.provider.calls.length;
    const part = { kind: 'only', nodes: ['last'] } as const;
    const result = await harness.run(outer, inputs, { folder, part, basis: whole.runId });
    expect(callsSince(harness, before).toSorted()).toEqual(['a!', 'b!']);
    expect(result.outputs).toEqual(whole.outputs);
  });
});

describe('trying again what failed', () => {
  it('computes that and what was skipped for it, and pays for nothing twice', async () => {
    let isBroken = true;
    const echo = testModels['test/echo'];
    if (!echo) throw new Error('There is no echo.');
    const harness = createHarness({
      models: {
        'test/echo': {
          ...echo,
          predict: (input) => {
            if (isBroken && input['text'] === 'b!')
              throw new EngineError({ code: 'refused', message: 'No.' });
            return echo.predict(input);
          },
        },
      },
    });
    const failed = await harness.run(chain, inputs);
    expect(failed.status).toBe('failed');
    isBroken = false;
    const before = harness.provider.calls.length;
    const retried = await harness.run(chain, inputs, {
      part: { kind: 'failed' },
      basis: failed.runId,
    });
    expect(retried.outputs).toEqual({ third: ['a!!!', 'b!!!'], beside: ['a!!', 'b!!'] });
    expect(callsSince(harness, before).toSorted()).toEqual(['b!', 'b!', 'b!!']);
  });
});

describe('a part that cannot be run', () => {
  it('is refused before anything is computed, with what is missing and where', async () => {
    const harness = createHarness();
    const { runId } = await harness.run(chain, inputs, { part: { kind: 'to', nodes: ['first'] } });
    const before = harness.provider.calls.length;
    const start = (options: RunOptions) => harness.engine.run(chain, { inputs, ...options });
    const third = { kind: 'only', nodes: ['third'] } as const;
    await expect(start({ part: third, basis: runId })).rejects.toMatchObject({
      code: 'missing-basis-result',
      message: expect.stringContaining('"second[0]", "second[1]"'),
    });
    await expect(start({ part: third })).rejects.toMatchObject({ code: 'missing-basis' });
    await expect(start({ part: third, basis: 'nowhere' })).rejects.toMatchObject({
      code: 'basis-not-found',
    });
    const unknown = { kind: 'from', nodes: ['fourth'] } as const;
    await expect(start({ part: unknown, basis: runId })).rejects.toMatchObject({
      code: 'unknown-target',
    });
    expect(harness.provider.calls).toHaveLength(before);
  });

  it('goes on after its process ended, with the same results of its basis', async () => {
    const harness = createHarness();
    const whole = await harness.run(chain, inputs);
    const run = await harness.engine.run(chain, {
      inputs,
      part: { kind: 'from', nodes: ['third'] },
      basis: whole.runId,
    });
    await run.park();
    await expect(run.result).rejects.toMatchObject({ code: 'run-parked' });
    const before = harness.provider.calls.length;
    const resumed = await harness.engine.resume(run.id);
    const ended = await harness.clock.runUntil(resumed.result);
    expect(ended.outputs).toEqual({ third: ['a!!!', 'b!!!'] });
    expect(callsSince(harness, before).toSorted()).toEqual(['a!!', 'b!!']);
  });
});
