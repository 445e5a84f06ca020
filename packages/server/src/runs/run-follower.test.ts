import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  createEngine,
  createMemoryArtifactStore,
  createMemoryRunStore,
  defineNode,
  type MediaTools,
  type Run,
  type RunEvent,
} from '@catena/engine';
import { createNodeLibrary } from '@catena/nodes';
import { RunFollower, type RunMessage } from './run-follower.ts';

/** Says how far it is, again and again, until it is released. */
class Gatekeeper {
  release: () => void = () => {};
  readonly node;

  constructor() {
    const released = new Promise<void>((resolve) => (this.release = resolve));
    this.node = defineNode({
      type: 'test.wait',
      version: 1,
      title: 'Wait',
      description: 'Waits.',
      category: 'flow',
      input: z.object({ notices: z.int() }),
      output: z.object({ text: z.string() }),
      run: async ({ input, progress }) => {
        for (let index = 1; index <= input.notices; index += 1) progress(index / input.notices);
        await released;
        return { text: 'released' };
      },
    });
  }
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  vi.useRealTimers();
});

async function startRun(notices: number): Promise<{ run: Run; gatekeeper: Gatekeeper }> {
  const gatekeeper = new Gatekeeper();
  const engine = createEngine({
    library: createNodeLibrary([gatekeeper.node]),
    providers: [],
    artifacts: createMemoryArtifactStore(),
    media: {} as MediaTools,
    runs: createMemoryRunStore(),
  });
  const run = await engine.run({
    catena: 1,
    nodes: { wait: { type: 'test.wait', input: { notices } } },
  });
  closers.push(() => {
    gatekeeper.release();
    void engine.close();
  });
  return { run, gatekeeper };
}

function follow(run: Run, options: Partial<ConstructorParameters<typeof RunFollower>[1]> = {}) {
  const follower = new RunFollower(
    { live: run, events: () => run.events() },
    { after: 0, ...options },
  );
  closers.push(() => follower.close());
  return follower;
}

async function readAll(follower: RunFollower): Promise<RunMessage[]> {
  const messages: RunMessage[] = [];
  for (;;) {
    const next = await follower.next();
    if (!next) return messages;
    messages.push(...next);
  }
}

describe('a follower', () => {
  it('is told events in order and notices merged, then the end, then nothing', async () => {
    const { run, gatekeeper } = await startRun(10_000);
    const follower = follow(run, { gatherMs: 1 });
    const messages: RunMessage[] = [];
    while (!messages.some(({ type }) => type === 'notice')) {
      messages.push(...((await follower.next()) ?? []));
    }
    gatekeeper.release();
    messages.push(...(await readAll(follower)));
    const notices = messages.filter((message) => message.type === 'notice');
    expect(notices.length).toBeLessThan(100);
    expect(notices.at(-1)).toMatchObject({ notice: { type: 'progress', fraction: 1 } });
    const events = messages.filter((message) => message.type === 'event');
    expect(events.map(({ event }) => event.type)).toEqual([
      'run.created',
      'run.started',
      'step.started',
      'step.succeeded',
      'run.succeeded',
    ]);
    expect(messages.at(-1)).toEqual({ type: 'end' });
    expect(await follower.next()).toBeUndefined();
  });

  it('is told that the run is still there while nothing happens', async () => {
    const { run } = await startRun(0);
    const follower = follow(run, { heartbeatMs: 20 });
    const messages: RunMessage[] = [];
    while (messages.length < 5) messages.push(...((await follower.next()) ?? []));
    expect(messages.slice(3)).toEqual([{ type: 'heartbeat' }, { type: 'heartbeat' }]);
  });

  it('that is closed while it waits hears nothing more', async () => {
    const { run } = await startRun(0);
    const follower = follow(run);
    await follower.next();
    const waiting = readAll(follower);
    follower.close();
    expect((await waiting).every(({ type }) => type === 'event')).toBe(true);
  });

  it('that reads slowly keeps only a bounded number of events waiting', async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<RunEvent> {
      for (;;) {
        made += 1;
        yield { type: 'step.due', step: 'a', sequence: made, at: 0 };
      }
    }
    const follower = new RunFollower({ live: undefined, events: endless }, { after: 0 });
    closers.push(() => follower.close());
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(made).toBeLessThan(300);
    const first = await follower.next();
    expect(first?.[0]).toMatchObject({ event: { sequence: 1 } });
  });

  it('is told where its events cannot be read', async () => {
    // oxlint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<RunEvent> {
      throw new Error('The disk is gone.');
    }
    const follower = new RunFollower({ live: undefined, events: broken }, { after: 0 });
    await expect(follower.next()).rejects.toThrow('The disk is gone.');
    follower.close();
  });
});
