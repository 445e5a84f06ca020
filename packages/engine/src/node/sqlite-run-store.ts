import { randomUUID } from 'node:crypto';
import type Database from 'libsql';
import type { RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import { toDatabaseError } from './database-error.ts';
import { EventWriter } from './event-writer.ts';
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

interface OwnerRow {
  run_id: string;
  owner: string;
  epoch: number;
}

class SqliteRunStore implements RunStore {
  readonly #path: string;
  readonly #database: Database.Database;
  readonly #writer: EventWriter;
  readonly #selectEvents: Database.Statement;
  readonly #selectRuns: Database.Statement;
  readonly #selectOpen: Database.Statement;
  readonly #selectOwner: Database.Statement;
  readonly #changeOwner: Database.Statement;
  readonly #remove: (runId: string) => void;
  readonly #locks: ProcessLocks;
  readonly #owner: string;

  constructor(options: {
    path: string;
    database: Database.Database;
    writer: EventWriter;
    locks: ProcessLocks;
    owner: string;
  }) {
    const { path, database } = options;
    this.#path = path;
    this.#locks = options.locks;
    this.#owner = options.owner;
    this.#database = database;
    this.#writer = options.writer;
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
    const deleteEvents = database.prepare('delete from run_event where run_id = ?');
    const deleteRun = database.prepare('delete from run where run_id = ?');
    this.#remove = inTransaction(database, (runId: string) => {
      deleteEvents.run(runId);
      deleteRun.run(runId);
    });
  }

  append(
    runId: string,
    events: readonly RunEvent[],
    { durable = false } = {},
  ): Promise<void> | void {
    return this.#writer.append(runId, events, durable);
  }

  async abandoned(): Promise<string[]> {
    await this.#writer.flush();
    const open = this.#selectOpen.all() as OwnerRow[];
    const alive = new Map<string, boolean>();
    for (const { owner } of open) {
      if (!alive.has(owner)) alive.set(owner, await this.#isAlive(owner));
    }
    return open.filter(({ owner }) => alive.get(owner) === false).map(({ run_id }) => run_id);
  }

  async adopt(runId: string, { force = false } = {}): Promise<boolean> {
    await this.#writer.flush();
    const row = this.#selectOwner.get(runId) as OwnerRow | undefined;
    if (!row) return false;
    if (row.owner !== this.#owner && !force && (await this.#isAlive(row.owner))) return false;
    // Of two that are as fast as each other one finds another epoch.
    if (!this.#takeOver(row)) return false;
    this.#writer.noteOwned(runId, Number(row.epoch) + 1);
    return true;
  }

  async *read(runId: string, after = 0): AsyncGenerator<RunEvent> {
    await this.#writer.flush();
    for (let last = after; ;) {
      const rows = this.#selectEvents.all(runId, last) as EventRow[];
      for (const row of rows) yield JSON.parse(row.event) as RunEvent;
      if (rows.length < pageSize) return;
      last = rows.at(-1)?.sequence ?? last;
    }
  }

  async list({ limit = 1000 } = {}): Promise<string[]> {
    await this.#writer.flush();
    return (this.#selectRuns.all(limit) as { run_id: string }[]).map((row) => row.run_id);
  }

  async delete(runId: string): Promise<void> {
    await this.#writer.flush();
    this.#writer.forget(runId);
    try {
      this.#remove(runId);
    } catch (error) {
      throw toDatabaseError(error, this.#path);
    }
  }

  async close(): Promise<void> {
    try {
      await this.#writer.close();
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
}

/**
 * Keeps the events of runs in an SQLite file. Events of which nobody says that they must be durable
 * are written together with the next one of which somebody does, or after `flushMs`; those that come
 * while a commit is under way are in the next one.
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
  const writer = await EventWriter.open({ path, owner, flushMs: options.flushMs ?? 50 });
  return new SqliteRunStore({ path, database, writer, locks, owner });
}
