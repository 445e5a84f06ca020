import { RunCore, InvalidWorkflowError, type Workflow } from '@catena/engine';
import type { RunMessage } from '@catena/server/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomWorkflow } from '../../test/random-workflow.ts';
import { recordRun } from '../../test/run-harness.ts';
import type { NodeRun, RunView } from './node-run.ts';
import { RunFold } from './run-fold.ts';

function foldAll(messages: readonly RunMessage[], everyView = false): RunView {
  const fold = new RunFold({ id: 'run' }, RunCore);
  for (const message of messages) {
    fold.apply(message, 1_700_000_000_000);
    if (everyView) fold.view();
  }
  return fold.view();
}

const echo = (from: string) => ({
  type: 'predict',
  provider: 'fake',
  model: 'test/echo',
  input: { text: { $from: from } },
});

const fanOut: Workflow = {
  catena: 1,
  inputs: { words: { type: 'text[]' } },
  nodes: {
    first: echo('inputs.words'),
    second: echo('first.output'),
    all: { type: 'join', title: 'All of them', input: { texts: { $from: 'second.output' } } },
    other: { type: 'pair', input: { a: 'x', b: 'y' } },
  },
  outputs: { text: { $from: 'all.text' } },
};

const words = ['a', 'bb', 'ccc', 'dddd'];

async function tryRecord(...[workflow, options]: Parameters<typeof recordRun>) {
  try {
    return await recordRun(workflow, options);
  } catch (error) {
    if (error instanceof InvalidWorkflowError) return undefined;
    throw error;
  }
}

describe('the fold of a run', () => {
  it('comes to the same however often the view is taken, and to what the engine says', async () => {
    const options = {
      cancelAfter: fc.option(fc.nat(40), { nil: undefined }),
      failFast: fc.boolean(),
    };
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(
        randomWorkflow,
        fc.record(options),
        async (random, { cancelAfter, failFast }) => {
          const recorded = await tryRecord(random.workflow, {
            inputs: random.inputs,
            failFast,
            ...(cancelAfter !== undefined && { cancelAfter }),
          });
          fc.pre(recorded !== undefined);
          tried += 1;
          const { messages, snapshot } = recorded;
          const view = foldAll(messages, true);
          expect(view).toEqual(foldAll(messages));
          expect(view.status).toBe(snapshot.status);
          expect(view.outputs).toEqual(snapshot.outputs);
          for (const [id, node] of Object.entries(snapshot.nodes)) {
            const run = view.nodes.get(id) as NodeRun;
            expect(run.expanded).toBe(node.expanded);
            expect(
              run.steps.map((step) => [step.id, step.status, step.output, step.error]),
            ).toEqual(node.steps.map((step) => [step.id, step.status, step.output, step.error]));
            const counted = { ...run.counts };
            for (const step of run.steps) counted[step.status] -= 1;
            expect(Object.values(counted).every((count) => count === 0)).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(tried).toBe(60);
  });

  it('replaces only the node that an event is about, and of it only the step', async () => {
    const { messages } = await recordRun(fanOut, { inputs: { words } });
    const fold = new RunFold({ id: 'run' }, RunCore);
    let changedOthers = 0;
    for (const message of messages) {
      const before = fold.view();
      fold.apply(message, 0);
      const after = fold.view();
      if (message.type !== 'event' || message.event.type !== 'step.prediction') continue;
      const { step } = message.event;
      const [own = ''] = step.split('[');
      for (const [id, run] of after.nodes) {
        const old = before.nodes.get(id);
        if (id !== own) changedOthers += run === old ? 0 : 1;
        for (const [place, item] of run.steps.entries()) {
          expect(item === old?.steps[place]).toBe(item.id !== step);
        }
      }
      expect(after.nodes.get(own)).not.toBe(before.nodes.get(own));
      expect(after.outputs).toBe(before.outputs);
    }
    expect(changedOthers).toBe(0);
  });

  it('gives the same view while nothing happens', async () => {
    const { messages } = await recordRun(fanOut, { inputs: { words } });
    const fold = new RunFold({ id: 'run' }, RunCore);
    for (const message of messages) fold.apply(message, 0);
    expect(fold.view()).toBe(fold.view());
    const first = messages[0] as RunMessage;
    const before = fold.view();
    fold.apply(first, 0);
    expect(fold.view()).toBe(before);
  });

  it('makes few new objects for a batch of a run of ten thousand steps', async () => {
    const wide: Workflow = {
      catena: 1,
      inputs: { words: { type: 'text[]' } },
      nodes: { one: { type: 'pair', input: { a: { $from: 'inputs.words' }, b: '!' } } },
    };
    const { messages } = await recordRun(wide, {
      inputs: { words: Array.from({ length: 10_000 }, (_, index) => `w${index}`) },
    });
    const fold = new RunFold({ id: 'run' }, RunCore);
    let made = 0;
    let before: NodeRun | undefined;
    for (const [index, message] of messages.entries()) {
      fold.apply(message, 0);
      if (index % 100 !== 99 && index !== messages.length - 1) continue;
      const after = fold.view().nodes.get('one') as NodeRun;
      made += after.steps.filter((step, place) => step !== before?.steps[place]).length;
      before = after;
    }
    expect(before?.counts.succeeded).toBe(10_000);
    // Each step is made once, then at most once for each event that names it.
    expect(made).toBeLessThanOrEqual(10_000 + messages.length);
  });

  it('says why steps were skipped and what a node waits for', async () => {
    const { messages } = await recordRun(
      {
        ...fanOut,
        nodes: {
          shaky: { ...echo('inputs.words'), title: 'Cut out', model: 'test/shaky' },
          after: echo('shaky.output'),
        },
        outputs: {},
      },
      { inputs: { words: ['bb', 'a'] } },
    );
    const view = foldAll(messages);
    expect(view.status).toBe('failed');
    expect(view.nodes.get('shaky')?.status).toBe('failed');
    expect(view.nodes.get('shaky')?.error?.code).toBe('odd-text');
    expect(view.nodes.get('after')?.counts).toMatchObject({ succeeded: 1, skipped: 1 });
    expect(view.nodes.get('after')?.steps[1]?.skippedBecause).toBe(
      'Skipped because "Cut out" failed.',
    );
  });

  it('tells booting from running, and how far a node is', async () => {
    const { messages } = await recordRun(fanOut, { inputs: { words } });
    const fold = new RunFold({ id: 'run' }, RunCore);
    const started = messages.findIndex(
      (message) => message.type === 'event' && message.event.type === 'step.prediction',
    );
    for (const message of messages.slice(0, started + 1)) fold.apply(message, 0);
    const step = (messages[started] as { event: { step: string } }).event.step;
    const say = (status: 'starting' | 'processing', fraction: number) =>
      fold.apply({ type: 'notice', notice: { type: 'progress', step, status, fraction } }, 5);
    say('starting', 0.5);
    expect(fold.view().nodes.get('first')?.steps[0]).toMatchObject({
      status: 'booting',
      statusSince: 5,
      progress: { fraction: 0.5 },
    });
    say('processing', 0.5);
    const node = fold.view().nodes.get('first');
    expect(node?.status).toBe('running');
    expect(node?.fraction).toBe(0.125);
  });

  it('merges logs, streamed text and the reason for a miss into the step', async () => {
    const { messages } = await recordRun(fanOut, { inputs: { words: ['a'] } });
    const fold = new RunFold({ id: 'run' }, RunCore);
    const apply = (notice: Extract<RunMessage, { type: 'notice' }>['notice']) =>
      fold.apply({ type: 'notice', notice }, 0);
    const step = 'first[0]';
    for (const message of messages) {
      fold.apply(message, 0);
      if (message.type === 'event' && message.event.type === 'step.started') break;
    }
    apply({ type: 'cache-miss', step, miss: { kind: 'changed', changed: ['text'] } });
    apply({ type: 'log', step, text: 'one' });
    apply({ type: 'log', step, text: 'two\n' });
    apply({ type: 'text', step, text: 'Once' });
    apply({ type: 'text', step, text: ' upon' });
    expect(fold.view().nodes.get('first')?.steps[0]).toMatchObject({
      miss: { kind: 'changed', changed: ['text'] },
      log: 'one\ntwo\n',
      text: 'Once upon',
    });
  });

  it('says that queued steps of a lane are held back', async () => {
    const { messages } = await recordRun(fanOut, { inputs: { words } });
    const fold = new RunFold({ id: 'run' }, RunCore);
    for (const message of messages.slice(0, 2)) fold.apply(message, 0);
    fold.apply(
      {
        type: 'notice',
        notice: { type: 'lane-paused', lane: 'fake', untilMs: 9, reason: 'slow down' },
      },
      0,
    );
    const { nodes } = fold.view();
    expect(nodes.get('first')?.pause).toEqual({ untilMs: 9, reason: 'slow down' });
    expect(nodes.get('other')?.pause).toBeUndefined();
  });
});
