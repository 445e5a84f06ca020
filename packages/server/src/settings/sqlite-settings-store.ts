import { z } from 'zod';
import { inTransaction, openDatabase, toDatabaseError } from '@catena/engine/node';
import type { SavedLimits, SettingsStore } from './settings-store.ts';

const migrations = ['create table setting (name text primary key, value text not null);'];

const savedSchema = z.object({
  computeConcurrency: z.int().min(1).optional(),
  maxSteps: z.int().min(1).optional(),
});

/**
 * Keeps settings in an SQLite file, each as JSON by name.
 *
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export async function createSqliteSettingsStore(path: string): Promise<SettingsStore> {
  const database = await openDatabase(path, migrations);
  const select = database.prepare('select name, value from setting');
  const upsert = database.prepare(
    `insert into setting (name, value) values (?, ?)
     on conflict (name) do update set value = excluded.value`,
  );
  const write = inTransaction(database, (change: object) => {
    for (const [name, value] of Object.entries(change)) {
      if (value !== undefined) upsert.run(name, JSON.stringify(value));
    }
  });
  return {
    limits() {
      const rows = select.all() as { name: string; value: string }[];
      const saved: unknown = Object.fromEntries(
        rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]),
      );
      const { computeConcurrency, maxSteps } = savedSchema.catch({}).parse(saved);
      const limits: SavedLimits = {};
      if (computeConcurrency !== undefined) limits.computeConcurrency = computeConcurrency;
      if (maxSteps !== undefined) limits.maxSteps = maxSteps;
      return limits;
    },
    changeLimits(change) {
      try {
        write(change);
      } catch (error) {
        throw toDatabaseError(error, path);
      }
    },
    close: () => database.close(),
  };
}
