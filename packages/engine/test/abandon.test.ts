import { describe, expect, it } from 'vitest';
import { RunCore, type RunEvent } from '../src/index.ts';
import { createHarness, startRecorded, statusesOf, workflowOf } from './behaviour-bench.ts';

const workflow = workflowOf({
  inputs: { words: { type: 'text[]' } },
  nodes: { pair: { type: 'pair', input: { a: { $from: 'inputs.words' }, b: 'b' } } },
});

/** The core of a run that has been created and started. */
async function startCore(): Promise<{ core: RunCore; at: number }> {
  const harness = createHarness();
  const inputs = { words: ['a', 'b'] };
  const { run } = await startRecorded(harness, workflow, { inputs });
  await harness.clock.runUntil(run.result);
  const events: RunEvent[] = [];
  for await (const event of run.events()) events.push(event);
  const [created] = events;
  if (created?.type !== 'run.created') throw new Error('The first event creates the run.');
  const core = new RunCore({ runId: created.runId, graph: created.graph });
  core.apply(created);
  core.apply({ type: 'run.started', sequence: 2, at: created.at });
  return { core, at: created.at };
}

describe('a run that is given up', () => {
  it('ends what is under way, starts nothing, and says why', async () => {
    const { core, at } = await startCore();
    core.apply({ type: 'step.started', step: 'pair[0]', attempt: 1, sequence: 3, at });
    const error = { code: 'interrupted', message: 'The server stopped.', retryable: false };
    const commands = core.apply({ type: 'run.abandoned', error, sequence: 4, at });
    expect(commands).toMatchObject([{ kind: 'cancel', steps: [{ id: 'pair[0]' }] }]);
    const last = core.apply({ type: 'step.canceled', step: 'pair[0]', sequence: 5, at });
    expect(last).toEqual([{ kind: 'finish', type: 'run.failed' }]);
    core.apply({ type: 'run.failed', sequence: 6, at });
    expect(core.snapshot()).toMatchObject({ status: 'failed', error });
    expect(statusesOf({ snapshot: core.snapshot() })).toEqual({
      'pair[0]': 'canceled',
      'pair[1]': 'canceled',
    });
  });

  it('ends at once where nothing is under way', async () => {
    const { core, at } = await startCore();
    const error = { code: 'interrupted', message: 'The server stopped.', retryable: false };
    const commands = core.apply({ type: 'run.abandoned', error, sequence: 3, at });
    expect(commands).toEqual([{ kind: 'finish', type: 'run.failed' }]);
  });
});
