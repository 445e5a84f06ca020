import type { CacheEntry, KeyParts, PredictionCache } from '../prediction/prediction-cache.ts';
import { inTransaction } from './in-transaction.ts';
import { LateSync } from './late-sync.ts';
import { openDatabase } from './open-database.ts';

const migrations = [
  `create table cache_entry (
    key text primary key,
    output text not null,
    run_id text not null,
    step text not null,
    created_at bigint not null
  );
  create table cache_scope (
    scope text primary key,
    parts text not null
  );`,
];

interface EntryRow {
  key: string;
  output: string;
  run_id: string;
  step: string;
  created_at: number;
}

/**
 * Keeps results of steps in an SQLite file that several processes may share.
 *
 * @throws EngineError `storage-failed` where the file cannot be opened, `newer-database` where a newer
 *   program made it.
 */
export async function createSqlitePredictionCache(path: string): Promise<PredictionCache> {
  const database = await openDatabase(path, migrations);
  const sync = new LateSync(path, database);
  const select = database.prepare('select * from cache_entry where key = ?');
  const insert = database.prepare(
    `insert into cache_entry (key, output, run_id, step, created_at) values (?, ?, ?, ?, ?)
     on conflict (key) do update set output = excluded.output, run_id = excluded.run_id,
       step = excluded.step, created_at = excluded.created_at`,
  );
  const selectScope = database.prepare('select parts from cache_scope where scope = ?');
  const insertScope = database.prepare(
    'insert into cache_scope (scope, parts) values (?, ?) on conflict (scope) do update set parts = excluded.parts',
  );
  const remove = database.prepare('delete from cache_entry where key = ?');
  const put = inTransaction(database, (entry: CacheEntry, scope: string, parts: KeyParts) => {
    const { key, output, runId, step, createdAt } = entry;
    insert.run(key, JSON.stringify(output), runId, step, createdAt);
    insertScope.run(scope, JSON.stringify(parts));
  });
  return {
    get(key) {
      const row = select.get(key) as EntryRow | undefined;
      if (!row) return undefined;
      const output = JSON.parse(row.output) as CacheEntry['output'];
      return { key, output, runId: row.run_id, step: row.step, createdAt: row.created_at };
    },
    put(entry, scope, parts) {
      put(entry, scope, parts);
      sync.note();
    },
    lastParts(scope) {
      const row = selectScope.get(scope) as { parts: string } | undefined;
      return row && (JSON.parse(row.parts) as KeyParts);
    },
    delete(key) {
      remove.run(key);
    },
    close() {
      sync.close();
      database.close();
    },
  };
}
