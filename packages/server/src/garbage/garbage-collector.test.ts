import { utimes } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryArtifactStore, silentLogger } from '@catena/engine';
import { openApp, type AppBench } from '../../test/app-bench.ts';
import { joinTexts } from '../../test/sample-workflows.ts';
import { GarbageCollector, type GarbageReport } from './garbage-collector.ts';

let app: AppBench;
beforeEach(async () => void (app = await openApp()));
afterEach(() => app.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const pathOf = (id: string) => app.services.artifacts.localPath?.(id);
const isStored = async (id: string) => (await pathOf(id)) !== undefined;

/** Lets two days pass since a file was used. */
async function age(id: string): Promise<void> {
  const before = new Date(Date.now() - 2 * 86_400_000);
  await utimes((await pathOf(id)) ?? '', before, before);
}

async function putOld(text: string): Promise<string> {
  const { $artifact } = await app.services.artifacts.put(bytes(text));
  await age($artifact);
  return $artifact;
}

/** Runs a workflow whose events name a file, and whose results do not. */
async function runWith(id: string): Promise<string> {
  const { join } = joinTexts.nodes;
  const workflow = { ...joinTexts, nodes: { join }, outputs: { joined: { $from: 'join.text' } } };
  const response = await app.post('/runs', { workflow, inputs: { first: id } });
  const run = (await response.json()) as { id: string };
  await (await app.get(`/runs/${run.id}/events`)).text();
  return run.id;
}

describe('a collection of garbage', () => {
  it('keeps the files of a run while the run is kept, and frees them afterwards', async () => {
    const id = await putOld('of a run');
    const run = await runWith(id);
    await age(id);
    expect(await app.services.garbage.collect()).toMatchObject({ freedFiles: 0, keptFiles: 1 });
    expect((await app.send(`/runs/${run}`, { method: 'DELETE' })).status).toBe(204);
    expect(await app.services.garbage.collect()).toEqual({
      dryRun: false,
      freedFiles: 1,
      freedBytes: 8,
      keptFiles: 0,
    });
    expect(await isStored(id)).toBe(false);
  });

  it('keeps the files of results in the cache, until these are gone', async () => {
    const id = await putOld('of a result');
    const output = { file: { $artifact: id, mediaType: 'text/plain', sizeBytes: 11 } };
    const entry = { key: 'key', output, runId: 'run', step: 'step', createdAt: 0 };
    app.services.cache.put(entry, 'scope', { node: 'x' } as never);
    expect(await app.services.garbage.collect()).toMatchObject({ freedFiles: 0 });
    app.services.cache.delete('key');
    expect(await app.services.garbage.collect()).toMatchObject({ freedFiles: 1 });
  });

  it('keeps the files of saved workflows', async () => {
    const id = await putOld('of a workflow');
    const workflow = { ...joinTexts, inputs: { first: { type: 'text', default: id } } };
    expect((await app.post('/workflows', { workflow })).status).toBe(201);
    expect(await app.services.garbage.collect()).toMatchObject({ freedFiles: 0 });
  });

  it('keeps what was used within the grace period', async () => {
    const { $artifact } = await app.services.artifacts.put(bytes('young'));
    const again = await putOld('used again');
    expect((await app.get(`/artifacts/${again}/facts`)).status).toBe(200);
    expect(await app.services.garbage.collect()).toMatchObject({ freedFiles: 0, keptFiles: 2 });
    await age($artifact);
    expect(await app.services.garbage.collect()).toMatchObject({ freedFiles: 1, keptFiles: 1 });
  });

  it('frees nothing when it only looks', async () => {
    const id = await putOld('garbage');
    const response = await app.post('/garbage-collection', { dryRun: true });
    expect(await response.json()).toMatchObject({ dryRun: true, freedFiles: 1, keptFiles: 0 });
    expect(await isStored(id)).toBe(true);
    const real = (await (await app.post('/garbage-collection', {})).json()) as GarbageReport;
    expect(real).toMatchObject({ freedFiles: 1, freedBytes: 7 });
    expect(await isStored(id)).toBe(false);
  });

  it('never loses what is put meanwhile', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await putOld('wanted again');
      const { artifacts, garbage } = app.services;
      await Promise.all([garbage.collect(), artifacts.put(bytes('wanted again'))]);
      expect(await isStored(id)).toBe(true);
    }
  });

  it('comes again and again', async () => {
    // The interval passes whenever the test says so.
    let now = 1_000;
    const timers: (() => void)[] = [];
    const clock = {
      now: () => now,
      setTimer: (_dueAt: number, callback: () => void) => (timers.push(callback), () => {}),
    };
    const store = createMemoryArtifactStore(clock);
    let sweeps = 0;
    const garbage = new GarbageCollector({
      dataFolder: app.dataFolder,
      artifacts: { ...store, localPath: async () => undefined },
      clock,
      logger: silentLogger,
      graceMs: 1_000,
      removeExpired: () => void (sweeps += 1),
    });
    const { $artifact } = await store.put(bytes('garbage'));
    garbage.start(600);
    for (const round of [1, 2, 3]) {
      await expect.poll(() => timers.length).toBe(round);
      now += 600;
      timers[round - 1]?.();
    }
    await expect.poll(() => sweeps).toBe(3);
    await garbage.close();
    expect(await store.stat($artifact)).toBeUndefined();
  });
});
