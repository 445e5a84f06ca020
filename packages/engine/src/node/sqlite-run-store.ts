import type { RunEvent } from '../run/run-events.ts';
import type { RunStore } from '../run/run-store.ts';
import { toDatabaseError } from './database-error.ts';
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

/**
 * Keeps the events of runs in an SQLite file. Events of which nobody says that they must be durable
 * are written together with the next one of which somebody does, or after `flushMs`.
 *
 * @param options.flushMs - Longest time that an event waits in memory. @defaultValue 50
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export function createSqliteRunStore(path: string, options: { flushMs?: number } = {}): RunStore {
  const database = openDatabase(path, migrations);
  const insertRun = database.prepare(
    'insert into run (run_id, created_at) values (?, ?) on conflict (run_id) do nothing',
  );
  const insertEvent = database.prepare(
    'insert into run_event (run_id, sequence, event) values (?, ?, ?)',
  );
  const selectEvents = database.prepare(
    `select sequence, event from run_event where run_id = ? and sequence > ?
     order by sequence limit ${pageSize}`,
  );
  const selectRuns = database.prepare(
    'select run_id from run order by created_at desc, run_id desc limit ?',
  );
  let pending: { runId: string; event: RunEvent }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const write = database.transaction((entries: typeof pending) => {
    for (const { runId, event } of entries) {
      if (event.sequence === 1) insertRun.run(runId, event.at);
      insertEvent.run(runId, event.sequence, JSON.stringify(event));
    }
  });
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending.length === 0) return;
    try {
      write.immediate(pending);
    } catch (error) {
      throw toDatabaseError(error, path);
    }
    pending = [];
  };
  // A failure here is met again, and told, by the next call: nothing pending is dropped.
  const flushQuietly = (): void => {
    try {
      flush();
    } catch {
      timer = undefined;
    }
  };
  return {
    append(runId, events, { durable = false } = {}) {
      for (const event of events) pending.push({ runId, event });
      if (durable) flush();
      else timer ??= setTimeout(flushQuietly, options.flushMs ?? 50).unref();
    },
    async *read(runId, after = 0) {
      flush();
      for (let last = after; ;) {
        const rows = selectEvents.all(runId, last) as EventRow[];
        for (const row of rows) yield JSON.parse(row.event) as RunEvent;
        if (rows.length < pageSize) return;
        last = rows.at(-1)?.sequence ?? last;
      }
    },
    async list({ limit = 1000 } = {}) {
      flush();
      return (selectRuns.all(limit) as { run_id: string }[]).map((row) => row.run_id);
    },
    async close() {
      flush();
      database.close();
    },
  };
}
