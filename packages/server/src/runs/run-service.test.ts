import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createEngine,
  createMemoryArtifactStore,
  createMemoryRunStore,
  silentLogger,
  systemClock,
  type MediaTools,
  type RunEvent,
  type RunStore,
} from '@catena/engine';
import { FakeProvider } from '@catena/engine/testing';
import { createNodeLibrary } from '@catena/nodes';
import { RunService } from './run-service.ts';
import { createSqliteRunRecordStore } from './sqlite-run-record-store.ts';

const text = { type: 'string' };

const toRemove: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of toRemove.splice(0)) await remove();
});

/** A service whose provider asks for a key. */
async function createBench(runs: RunStore = createMemoryRunStore()) {
  const folder = await mkdtemp(join(tmpdir(), 'catena-service-'));
  const provider = new FakeProvider({
    clock: systemClock,
    models: {
      'test/locked': {
        input: { key: { ...text, format: 'password' }, text },
        required: ['key'],
        output: text,
        predict: (input) => `opened with ${String(input['key']).length} letters`,
      },
    },
  });
  const engine = createEngine({
    library: createNodeLibrary(),
    providers: [provider],
    artifacts: createMemoryArtifactStore(),
    media: {} as MediaTools,
    runs,
  });
  const records = await createSqliteRunRecordStore(join(folder, 'run-records.db'));
  const pictures: string[] = [];
  const service = new RunService({
    engine,
    runs,
    records,
    workflows: {
      get: async () => undefined,
      setPicture: async (id) => void pictures.push(id),
    },
    secrets: { all: async () => ({ door: 'open-sesame' }) },
    logger: silentLogger,
  });
  toRemove.push(async () => {
    await engine.close();
    await service.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { service, provider, runs };
}

async function eventsOf(service: RunService, id: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of service.follow(id).events(0)) events.push(event);
  return events;
}

const locked = {
  catena: 1,
  nodes: {
    open: {
      type: 'predict',
      provider: 'fake',
      model: 'test/locked',
      input: { key: { $secret: 'door' } },
    },
  },
  outputs: { opened: { $from: 'open.output' } },
};

describe('a secret', () => {
  it('reaches the model that needs it, and no event, record or list', async () => {
    const { service, provider } = await createBench();
    const { id } = await service.start({ workflow: locked });
    const events = await eventsOf(service, id);
    const run = await service.get(id);
    expect(run.snapshot.outputs).toEqual({ opened: 'opened with 11 letters' });
    expect(provider.calls[0]?.input['key']).toBe('open-sesame');
    const told = JSON.stringify([events, run, service.list()]);
    expect(told).not.toContain('open-sesame');
  });
});

describe('a store of events that fails', () => {
  it('ends the run, and its record says why', async () => {
    const runs = createMemoryRunStore();
    const append = runs.append.bind(runs);
    runs.append = (runId, events, options) => {
      if (events.some(({ type }) => type === 'step.intent')) throw new Error('The disk is gone.');
      return append(runId, events, options);
    };
    const { service } = await createBench(runs);
    const { id } = await service.start({ workflow: locked });
    await eventsOf(service, id);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const run = await service.get(id);
    expect(run).toMatchObject({
      status: 'failed',
      error: { code: 'internal-error', message: 'The disk is gone.' },
    });
    expect(run.endedAt).toBeDefined();
    expect(run.snapshot.status).toBe('failed');
    expect(service.underWay).toBe(0);
  });
});
