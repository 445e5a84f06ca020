import { randomUUID } from 'node:crypto';
import type Database from 'libsql';
import { EngineError } from '../errors/engine-error.ts';
import { isRunEnd } from '../run/is-run-end.ts';
import type { RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import { toDatabaseError } from './database-error.ts';
import { inTransaction } from './in-transaction.ts';
import { openDatabase } from './open-database.ts';
import { ProcessLocks } from './process-lock.ts';

const migrations = [
  `create table run (
    run_id text primary key,
    created_at bigint not null
  );
  create table run_event (
    run_id text not null,
    sequence bigint not null,
    event text not null,
    primary key (run_id, sequence)
  ) without rowid;`,
  // An owner is a process; each change of owners makes another epoch.
  `alter table run add column owner text not null default '';
  alter table run add column epoch bigint not null default 1;
  alter table run add column ended_at bigint;
  update run set ended_at = (
    select cast(json_extract(event, '$.at') as bigint) from run_event
    where run_event.run_id = run.run_id
      and json_extract(event, '$.type') in ('run.succeeded', 'run.failed', 'run.canceled')
    limit 1
  );
  create index run_open on run (created_at) where ended_at is null;`,
];

const pageSize = 500;

interface EventRow {
  sequence: number;
  event: string;
}

interface Pending {
  runId: string;
  event: RunEvent;
}

interface OwnerRow {
  run_id: string;
  owner: string;
  epoch: number;
}

function takenOver(runId: string): EngineError {
  return new EngineError({
    code: 'run-taken-over',
    message: `Another process of Catena carries out the run ${runId} now.`,
    hint: 'Look at the run there; what this process still had under way is not written.',
  });
}

class SqliteRunStore implements RunStore {
  readonly #path: string;
  readonly #flushMs: number;
  readonly #database: Database.Database;
  readonly #write: (entries: readonly Pending[]) => void;
  readonly #selectEvents: Database.Statement;
  readonly #selectRuns: Database.Statement;
  readonly #selectOpen: Database.Statement;
  readonly #selectOwner: Database.Statement;
  readonly #changeOwner: Database.Statement;
  readonly #remove: (runId: string) => void;
  readonly #locks: ProcessLocks;
  readonly #owner: string;
  /** The epoch in which this process owns a run. */
  readonly #epochs = new Map<string, number>();
  /** Runs that were taken from this process. */
  readonly #lost = new Set<string>();
  #pending: Pending[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    path: string;
    database: Database.Database;
    flushMs: number;
    locks: ProcessLocks;
    owner: string;
  }) {
    const { path, database, flushMs } = options;
    this.#path = path;
    this.#locks = options.locks;
    this.#owner = options.owner;
    this.#database = database;
    this.#flushMs = flushMs;
    this.#selectEvents = database.prepare(
      `select sequence, event from run_event where run_id = ? and sequence > ?
       order by sequence limit ${pageSize}`,
    );
    this.#selectRuns = database.prepare(
      'select run_id from run order by created_at desc, run_id desc limit ?',
    );
    this.#selectOpen = database.prepare(
      'select run_id, owner, epoch from run where ended_at is null order by created_at, run_id',
    );
    this.#selectOwner = database.prepare('select run_id, owner, epoch from run where run_id = ?');
    this.#changeOwner = database.prepare(
      'update run set owner = ?, epoch = epoch + 1 where run_id = ? and epoch = ?',
    );
    this.#write = inTransaction(database, this.#writer(database));
    const deleteEvents = database.prepare('delete from run_event where run_id = ?');
    const deleteRun = database.prepare('delete from run where run_id = ?');
    this.#remove = inTransaction(database, (runId: string) => {
      deleteEvents.run(runId);
      deleteRun.run(runId);
    });
  }

  append(runId: string, events: readonly RunEvent[], { durable = false } = {}): void {
    if (this.#lost.has(runId)) throw takenOver(runId);
    const before = this.#pending.length;
    for (const event of events) this.#pending.push({ runId, event });
    if (!durable) {
      this.#timer ??= setTimeout(() => this.#flushQuietly(), this.#flushMs).unref();
      return;
    }
    try {
      this.#flush();
    } catch (error) {
      this.#pending.length = before;
      throw error;
    }
    if (this.#lost.has(runId)) throw takenOver(runId);
  }

  async abandoned(): Promise<string[]> {
    this.#flush();
    const open = this.#selectOpen.all() as OwnerRow[];
    const alive = new Map<string, boolean>();
    for (const { owner } of open) {
      if (!alive.has(owner)) alive.set(owner, await this.#isAlive(owner));
    }
    return open.filter(({ owner }) => alive.get(owner) === false).map(({ run_id }) => run_id);
  }

  async adopt(runId: string, { force = false } = {}): Promise<boolean> {
    this.#flush();
    const row = this.#selectOwner.get(runId) as OwnerRow | undefined;
    if (!row) return false;
    if (row.owner !== this.#owner && !force && (await this.#isAlive(row.owner))) return false;
    // Of two that are as fast as each other one finds another epoch.
    if (!this.#takeOver(row)) return false;
    this.#epochs.set(runId, Number(row.epoch) + 1);
    this.#lost.delete(runId);
    return true;
  }

  async *read(runId: string, after = 0): AsyncGenerator<RunEvent> {
    this.#flush();
    for (let last = after; ;) {
      const rows = this.#selectEvents.all(runId, last) as EventRow[];
      for (const row of rows) yield JSON.parse(row.event) as RunEvent;
      if (rows.length < pageSize) return;
      last = rows.at(-1)?.sequence ?? last;
    }
  }

  async list({ limit = 1000 } = {}): Promise<string[]> {
    this.#flush();
    return (this.#selectRuns.all(limit) as { run_id: string }[]).map((row) => row.run_id);
  }

  async delete(runId: string): Promise<void> {
    this.#flush();
    try {
      this.#remove(runId);
    } catch (error) {
      throw toDatabaseError(error, this.#path);
    }
  }

  async close(): Promise<void> {
    try {
      this.#flush();
    } finally {
      // Also of a store that cannot be written: others may go on with its runs.
      this.#database.close();
      this.#locks.releaseAll();
    }
  }

  #takeOver({ run_id, epoch }: OwnerRow): boolean {
    try {
      return this.#changeOwner.run(this.#owner, run_id, epoch).changes > 0;
    } catch (error) {
      throw toDatabaseError(error, this.#path);
    }
  }

  async #isAlive(owner: string): Promise<boolean> {
    return owner !== '' && this.#locks.isHeld(owner);
  }

  #writer(database: Database.Database): (entries: readonly Pending[]) => void {
    const insertRun = database.prepare(
      'insert into run (run_id, created_at, owner) values (?, ?, ?)',
    );
    const insertEvent = database.prepare(
      'insert into run_event (run_id, sequence, event) values (?, ?, ?)',
    );
    const end = database.prepare('update run set ended_at = ? where run_id = ?');
    return (entries) => {
      const checked = new Set<string>();
      for (const { runId, event } of entries) {
        if (event.sequence === 1) {
          insertRun.run(runId, event.at, this.#owner);
          this.#epochs.set(runId, 1);
        } else if (!checked.has(runId) && !this.#owns(runId)) this.#lost.add(runId);
        checked.add(runId);
        // What another process took over is its to tell; the other runs of the batch go on.
        if (this.#lost.has(runId)) continue;
        insertEvent.run(runId, event.sequence, JSON.stringify(event));
        if (isRunEnd(event)) end.run(event.at, runId);
      }
    };
  }

  #owns(runId: string): boolean {
    const row = this.#selectOwner.get(runId) as OwnerRow | undefined;
    return row !== undefined && Number(row.epoch) === this.#epochs.get(runId);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    try {
      this.#write(this.#pending);
    } catch (error) {
      throw toDatabaseError(error, this.#path);
    }
    this.#pending = [];
  }

  /** A failure here is met again, and told, by the next call: nothing that waits is dropped. */
  #flushQuietly(): void {
    try {
      this.#flush();
    } catch {
      this.#timer = undefined;
    }
  }
}

/**
 * Keeps the events of runs in an SQLite file. Events of which nobody says that they must be durable
 * are written together with the next one of which somebody does, or after `flushMs`.
 *
 * @param options.flushMs - Longest time that an event waits in memory. @defaultValue 50
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export async function createSqliteRunStore(
  path: string,
  options: { flushMs?: number } = {},
): Promise<RunStore> {
  const database = await openDatabase(path, migrations);
  const locks = new ProcessLocks(`${path}.owners`);
  const owner = randomUUID();
  await locks.take(owner);
  return new SqliteRunStore({ path, database, flushMs: options.flushMs ?? 50, locks, owner });
}
