import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import { openDatabase } from './open-database.ts';
import { createSqliteRunStore } from './sqlite-run-store.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function openStore(): Promise<{ path: string; store: RunStore }> {
  const folder = await mkdtemp(join(tmpdir(), 'catena-writer-'));
  folders.push(folder);
  const path = join(folder, 'runs.db');
  return { path, store: await createSqliteRunStore(path) };
}

const due = (sequence: number): RunEvent => ({ type: 'step.due', step: 'a', sequence, at: 1 });
const durable = { durable: true };

/** What another process finds on the disk, whatever this one has still in memory. */
async function onDisk(path: string, runId: string): Promise<number[]> {
  const database = await openDatabase(path, ['', '']);
  const rows = database
    .prepare('select sequence from run_event where run_id = ? order by sequence')
    .all(runId) as { sequence: number }[];
  database.close();
  return rows.map(({ sequence }) => Number(sequence));
}

async function refuse(path: string, runId: string, sequence: number): Promise<() => void> {
  const database = await openDatabase(path, ['', '']);
  database.exec(
    `create trigger fault before insert on run_event
     when new.run_id = '${runId}' and new.sequence = ${sequence}
     begin select raise(abort, 'disk I/O error'); end`,
  );
  return () => {
    database.exec('drop trigger fault');
    database.close();
  };
}

describe('events of many runs at once', () => {
  it('are on disk when it is said so, with those before them', async () => {
    const { path, store } = await openStore();
    const runs = Array.from({ length: 100 }, (_, index) => `run-${index}`);
    await Promise.all(
      runs.map(async (runId) => {
        await store.append(runId, [due(1)], durable);
        await store.append(runId, [due(2), due(3)]);
        await store.append(runId, [due(4)], durable);
        expect(await onDisk(path, runId)).toEqual([1, 2, 3, 4]);
      }),
    );
    await store.close?.();
  });

  it('let the process do other things while the disk takes its time', async () => {
    const { store } = await openStore();
    let turns = 0;
    const count = setInterval(() => (turns += 1), 0);
    for (let sequence = 1; sequence <= 50; sequence += 1) {
      const before = turns;
      await store.append('run', [due(sequence)], durable);
      expect(turns).toBeGreaterThanOrEqual(before);
    }
    clearInterval(count);
    expect(turns).toBeGreaterThan(0);
    await store.close?.();
  });

  it('are kept but for those of the run that cannot be written', async () => {
    const { path, store } = await openStore();
    await store.append('bad', [due(1)], durable);
    await store.append('good', [due(1)], durable);
    const repair = await refuse(path, 'bad', 2);
    const [bad, good] = await Promise.allSettled([
      store.append('bad', [due(2)], durable),
      store.append('good', [due(2)], durable),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'storage-failed' } });
    expect(good?.status).toBe('fulfilled');
    expect(await onDisk(path, 'good')).toEqual([1, 2]);
    expect(await onDisk(path, 'bad')).toEqual([1]);
    repair();
    await store.close?.();
  });
});

it('says of all runs that they cannot be written while another process holds the file', async () => {
  const { path, store } = await openStore();
  await store.append('one', [due(1)], durable);
  const holder = await openDatabase(path, ['', '']);
  holder.exec('begin immediate');
  const began = performance.now();
  const outcomes = await Promise.allSettled([
    store.append('one', [due(2)], durable),
    store.append('two', [due(1)], durable),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  // One wait, not one for each.
  expect(performance.now() - began).toBeLessThan(9000);
  holder.exec('rollback');
  holder.close();
  await store.append('two', [due(1)], durable);
  await store.append('one', [due(2)], durable);
  expect(await onDisk(path, 'one')).toEqual([1, 2]);
  await store.close?.();
}, 20_000);

describe('a run of which an event could not be written', () => {
  it('goes on with that event and no later one', async () => {
    const { path, store } = await openStore();
    await store.append('run', [due(1)], durable);
    const repair = await refuse(path, 'run', 2);
    const first = store.append('run', [due(2)], durable);
    const second = store.append('run', [due(3)], durable);
    await expect(first).rejects.toMatchObject({ code: 'storage-failed' });
    await expect(second).rejects.toMatchObject({ code: 'storage-failed' });
    repair();
    expect(() => store.append('run', [due(4)])).toThrow(
      expect.objectContaining({ code: 'storage-failed' }) as Error,
    );
    await store.append('run', [due(2)], durable);
    await store.append('run', [due(3)], durable);
    expect(await onDisk(path, 'run')).toEqual([1, 2, 3]);
    await store.close?.();
  });

  it('is gone on with where another process left it', async () => {
    const { path, store } = await openStore();
    await store.append('run', [due(1)], durable);
    const repair = await refuse(path, 'run', 2);
    await expect(store.append('run', [due(2)], durable)).rejects.toThrow();
    repair();
    const other = await createSqliteRunStore(path);
    expect(await other.adopt('run', { force: true })).toBe(true);
    await other.append('run', [due(2), due(3)], durable);
    await other.close?.();
    expect(await store.adopt('run')).toBe(true);
    await store.append('run', [due(4)], durable);
    expect(await onDisk(path, 'run')).toEqual([1, 2, 3, 4]);
    await store.close?.();
  });

  it('keeps what nobody waited for until it can be written', async () => {
    const { path, store } = await openStore();
    await store.append('run', [due(1)], durable);
    const repair = await refuse(path, 'run', 2);
    void store.append('run', [due(2)]);
    await expect(store.list()).rejects.toMatchObject({ code: 'storage-failed' });
    repair();
    expect(await store.list()).toEqual(['run']);
    expect(await onDisk(path, 'run')).toEqual([1, 2]);
    await store.close?.();
  });
});
