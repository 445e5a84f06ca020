import { describe, expect, it } from 'vitest';
import { callOf, createHarness, textModel, workflowOf } from './behaviour-bench.ts';

const models = {
  'test/slow': textModel({ predict: (input) => input['text'], delayMs: () => 1000 }),
};

function oneAtATime() {
  return createHarness({ models, provider: { limits: { concurrency: 1 } } });
}

const list = workflowOf({
  inputs: { words: { type: 'text[]' } },
  nodes: { slow: callOf('test/slow', 'inputs.words') },
});

async function start(harness: ReturnType<typeof oneAtATime>, words: string[], interactive = false) {
  const run = await harness.engine.run(list, { inputs: { words }, interactive });
  return run.result;
}

const called = ({ provider }: ReturnType<typeof oneAtATime>) =>
  provider.calls.map((call) => call.input['text']);

describe('a place in a lane', () => {
  it('goes to a person who waits before batch work', async () => {
    const harness = oneAtATime();
    const batch = await Promise.all(
      [start(harness, ['a', 'b', 'c'])].map(async (result) => ({ result })),
    );
    await harness.clock.runUntil(harness.clock.sleep(100));
    const person = { result: start(harness, ['now'], true) };
    await harness.clock.runUntil(Promise.all([...batch, person].map(({ result }) => result)));
    expect(called(harness)).toEqual(['a', 'now', 'b', 'c']);
  });

  it('goes to runs in turn', async () => {
    const harness = oneAtATime();
    const results = [start(harness, ['a1', 'a2', 'a3']), start(harness, ['b1', 'b2'])];
    await harness.clock.runUntil(Promise.all(results));
    expect(called(harness)).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
  });

  it('goes to batch work that has waited for long before newer interactive work', async () => {
    const harness = oneAtATime();
    const urgent = Array.from({ length: 60 }, (_, index) => `urgent ${index}`);
    const first = start(harness, urgent.slice(0, 30), true);
    const batch = start(harness, ['patient']);
    const later = harness.clock.sleep(20_000).then(() => start(harness, urgent.slice(30), true));
    await harness.clock.runUntil(Promise.all([first, batch, later]));
    const place = called(harness).indexOf('patient');
    expect(place).toBeGreaterThan(25);
    expect(place).toBeLessThan(40);
  });

  it('goes to the longest path first, and to the first come where paths are equal', async () => {
    const harness = oneAtATime();
    const result = await harness.run(
      workflowOf({
        nodes: {
          short: callOf('test/slow', 'short'),
          begin: callOf('test/slow', 'long'),
          end: callOf('test/echo', 'begin.output'),
        },
      }),
    );
    expect(result.status).toBe('succeeded');
    expect(harness.provider.calls.map((call) => call.key.replace(/^.*\//, ''))).toEqual([
      'begin#1.1',
      'short#1.1',
      'end#1.1',
    ]);
  });

  it('is not held by work that waits for another lane', async () => {
    const harness = createHarness({
      models,
      engine: {
        limits: { lanes: { 'fake test/slow': { concurrency: 1 }, fake: { concurrency: 2 } } },
      },
    });
    const result = await harness.run(
      workflowOf({
        inputs: { words: { type: 'text[]' } },
        nodes: {
          slow: callOf('test/slow', 'inputs.words'),
          quick: callOf('test/echo', 'inputs.words'),
        },
      }),
      { words: ['a', 'b', 'c'] },
    );
    expect(result.status).toBe('succeeded');
    const begin = harness.provider.calls[0]?.createdAt ?? 0;
    const quick = harness.provider.calls.filter((call) => call.model === 'test/echo');
    expect(quick.map((call) => call.createdAt - begin)).toEqual([0, 0, 0]);
  });
});
