import type Database from 'libsql';
import type { RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import { toDatabaseError } from './database-error.ts';
import { inTransaction } from './in-transaction.ts';
import { openDatabase } from './open-database.ts';

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

class SqliteRunStore implements RunStore {
  readonly #path: string;
  readonly #flushMs: number;
  readonly #database: Database.Database;
  readonly #write: (entries: readonly Pending[]) => void;
  readonly #selectEvents: Database.Statement;
  readonly #selectRuns: Database.Statement;
  readonly #remove: (runId: string) => void;
  #pending: Pending[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { path: string; database: Database.Database; flushMs: number }) {
    const { path, database, flushMs } = options;
    this.#path = path;
    this.#database = database;
    this.#flushMs = flushMs;
    const insertRun = database.prepare(
      'insert into run (run_id, created_at) values (?, ?) on conflict (run_id) do nothing',
    );
    const insertEvent = database.prepare(
      'insert into run_event (run_id, sequence, event) values (?, ?, ?)',
    );
    this.#selectEvents = database.prepare(
      `select sequence, event from run_event where run_id = ? and sequence > ?
       order by sequence limit ${pageSize}`,
    );
    this.#selectRuns = database.prepare(
      'select run_id from run order by created_at desc, run_id desc limit ?',
    );
    this.#write = inTransaction(database, (entries: readonly Pending[]) => {
      for (const { runId, event } of entries) {
        if (event.sequence === 1) insertRun.run(runId, event.at);
        insertEvent.run(runId, event.sequence, JSON.stringify(event));
      }
    });
    const deleteEvents = database.prepare('delete from run_event where run_id = ?');
    const deleteRun = database.prepare('delete from run where run_id = ?');
    this.#remove = inTransaction(database, (runId: string) => {
      deleteEvents.run(runId);
      deleteRun.run(runId);
    });
  }

  append(runId: string, events: readonly RunEvent[], { durable = false } = {}): void {
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
    this.#flush();
    this.#database.close();
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
  return new SqliteRunStore({ path, database, flushMs: options.flushMs ?? 50 });
}
