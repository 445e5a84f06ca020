import { describe, expect, it } from 'vitest';
import { createMemoryRunStore, type Workflow } from '../src/index.ts';
import { callOf, createHarness, startRecorded, workflowOf } from './behaviour-bench.ts';
import { checkNumbering } from './properties/checks.ts';

const size = 10_000;
const limits = { maxSteps: 2 * size + 1 };

function chain(first: Record<string, unknown>, length: number): Workflow {
  const nodes: Workflow['nodes'] = { n0: { type: 'pair', ...first } };
  for (let index = 1; index < length; index += 1) {
    const input = { a: { $from: `n${index - 1}.text` }, b: '' };
    nodes[`n${index}`] = { type: 'pair', input };
  }
  return workflowOf({ nodes, outputs: { end: { $from: `n${length - 1}.text` } } });
}

describe('a large run', () => {
  it('goes through a chain of 10,000 nodes', async () => {
    const runs = createMemoryRunStore();
    const harness = createHarness({ engine: { limits, runs } });
    const { run, events } = await startRecorded(harness, chain({ input: { a: 'x', b: '' } }, size));
    const result = await harness.clock.runUntil(run.result);
    expect(result).toMatchObject({ status: 'succeeded', outputs: { end: 'x' } });
    const kept = [];
    for await (const event of runs.read(run.id)) kept.push(event);
    expect(kept.slice(1)).toEqual(events);
    checkNumbering(kept);
  }, 60_000);

  it('maps a model over 10,000 items and collects them in order', async () => {
    const harness = createHarness({ engine: { limits } });
    const words = Array.from({ length: size }, (_, index) => `w${index}`);
    const result = await harness.run(
      workflowOf({
        inputs: { words: { type: 'text[]' } },
        nodes: {
          echo: callOf('test/echo', 'inputs.words'),
          all: { type: 'collect', input: { items: { $from: 'echo.output' } } },
        },
        outputs: { all: { $from: 'all.items' } },
      }),
      { words },
    );
    expect(result.status).toBe('succeeded');
    expect(result.outputs['all']).toEqual(words.map((word) => `${word}!`));
  }, 60_000);

  it('skips 10,000 nodes behind one that is off', async () => {
    const harness = createHarness({ engine: { limits } });
    const { run, events } = await startRecorded(
      harness,
      chain({ input: { a: 'x', b: '' }, mute: true }, size),
    );
    const result = await harness.clock.runUntil(run.result);
    expect(result).toMatchObject({ status: 'succeeded', outputs: {} });
    expect(events.map(({ type }) => type)).toEqual(['run.started', 'run.succeeded']);
    const steps = Object.values(result.snapshot.nodes).flatMap((node) => node.steps);
    expect(steps.filter(({ status }) => status === 'skipped')).toHaveLength(size);
  }, 60_000);

  it('is refused beyond the limit of steps, before anything is called', async () => {
    const harness = createHarness({ engine: { limits: { maxSteps: 3 } } });
    const words = { words: ['a', 'b', 'c', 'd'] };
    const nodes = { echo: callOf('test/echo', 'inputs.words') };
    const wide = workflowOf({ inputs: { words: { type: 'text[]' } }, nodes });
    await expect(harness.run(wide, words)).rejects.toMatchObject({ code: 'too-many-steps' });
    expect(harness.provider.calls).toHaveLength(0);
  });
});
