import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import { describeRunStore } from '../testing/describe-run-store.ts';
import { createSqliteRunStore } from './sqlite-run-store.ts';

const folders: string[] = [];

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-runs-'));
  folders.push(folder);
  return join(folder, 'runs.db');
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describeRunStore('SQLite', async () => createSqliteRunStore(await newPath()), {
  describe,
  it,
  expect,
});

it('finds what it kept when it is opened again', async () => {
  const path = await newPath();
  const store = await createSqliteRunStore(path);
  await store.append('a', [{ type: 'run.started', sequence: 1, at: 5 }]);
  await store.close?.();
  const again = await createSqliteRunStore(path);
  expect(await again.list()).toEqual(['a']);
  await again.close?.();
});

async function readAll(store: RunStore, runId: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of store.read(runId)) events.push(event);
  return events;
}

describe('runs of several processes', () => {
  const created = (sequence: number): RunEvent => ({
    type: 'step.due',
    step: 'a',
    sequence,
    at: 1,
  });

  it('belong to the process that began them, until it ends', async () => {
    const path = await newPath();
    const first = await createSqliteRunStore(path);
    const second = await createSqliteRunStore(path);
    await first.append('run', [created(1)], { durable: true });
    expect(await second.abandoned()).toEqual([]);
    expect(await second.adopt('run')).toBe(false);
    await first.close?.();
    expect(await second.abandoned()).toEqual(['run']);
    expect(await second.adopt('run')).toBe(true);
    expect(await second.adopt('nowhere')).toBe(false);
    await second.append('run', [created(2)], { durable: true });
    await second.close?.();
  });

  it('can no longer be written by a process from which they were taken', async () => {
    const path = await newPath();
    const paused = await createSqliteRunStore(path);
    const next = await createSqliteRunStore(path);
    await paused.append('run', [created(1)], { durable: true });
    await paused.append('other', [created(1)], { durable: true });
    expect(await next.adopt('run', { force: true })).toBe(true);
    await next.append('run', [created(2)], { durable: true });
    void paused.append('other', [created(2)]);
    await expect(paused.append('run', [created(2)], { durable: true })).rejects.toMatchObject({
      code: 'run-taken-over',
    });
    expect(() => paused.append('run', [created(3)])).toThrow(/Another process/);
    // What it wrote of its own run in the same breath is kept.
    expect(await readAll(next, 'other')).toHaveLength(2);
    const [one, two, ...more] = await readAll(next, 'run');
    expect([one?.sequence, two?.sequence, more.length]).toEqual([1, 2, 0]);
    await paused.close?.();
    await next.close?.();
  });

  it('are adopted by one of two that are as fast as each other', async () => {
    const path = await newPath();
    const dead = await createSqliteRunStore(path);
    await dead.append('run', [created(1)], { durable: true });
    await dead.close?.();
    const stores = await Promise.all([1, 2, 3].map(() => createSqliteRunStore(path)));
    const won = await Promise.all(stores.map((store) => store.adopt('run')));
    expect(won.filter(Boolean)).toHaveLength(1);
    for (const store of stores) await store.close?.();
  });

  it('that have ended are nobody’s to go on with', async () => {
    const path = await newPath();
    const first = await createSqliteRunStore(path);
    const end: RunEvent = { type: 'run.succeeded', sequence: 2, at: 2 };
    await first.append('run', [created(1), end], { durable: true });
    await first.close?.();
    const second = await createSqliteRunStore(path);
    expect(await second.abandoned()).toEqual([]);
    await second.close?.();
  });
});
