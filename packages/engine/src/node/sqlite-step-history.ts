import { nextMeanMs, type StepHistory } from '../prediction/step-history.ts';
import { inTransaction } from './in-transaction.ts';
import { openDatabase } from './open-database.ts';

const migrations = [`create table step_duration (kind text primary key, mean_ms real not null);`];

interface DurationRow {
  kind: string;
  mean_ms: number;
}

/**
 * Remembers how long steps took in an SQLite file.
 *
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export async function createSqliteStepHistory(path: string): Promise<StepHistory> {
  const database = await openDatabase(path, migrations);
  const rows = database.prepare('select kind, mean_ms from step_duration').all() as DurationRow[];
  const means = new Map(rows.map((row) => [row.kind, row.mean_ms]));
  const changed = new Set<string>();
  const upsert = database.prepare(
    `insert into step_duration (kind, mean_ms) values (?, ?)
     on conflict (kind) do update set mean_ms = excluded.mean_ms`,
  );
  const write = inTransaction(database, () => {
    for (const kind of changed) upsert.run(kind, means.get(kind) ?? 0);
  });
  return {
    meanMs: (kind) => means.get(kind),
    note(kind, durationMs) {
      means.set(kind, nextMeanMs(means.get(kind), durationMs));
      changed.add(kind);
    },
    save() {
      write();
      changed.clear();
    },
    close: () => database.close(),
  };
}
