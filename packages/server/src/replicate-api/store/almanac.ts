import type { Almanac } from '../hosted/provider-model.ts';
import type { SqliteFile } from '../../database/sqlite-file.ts';

/** Notes when something was named for the first time, for things that have no date of their own. */
export function createAlmanac(database: SqliteFile, now: () => number): Almanac {
  const known = new Map<string, string>();
  return {
    firstSeenAt(name) {
      const kept = known.get(name);
      if (kept !== undefined) return kept;
      database.run('insert into first_seen (name, seen_at) values (?, ?) on conflict do nothing', [
        name,
        now(),
      ]);
      const row = database.first<{ seen_at: number }>(
        'select seen_at from first_seen where name = ?',
        [name],
      );
      const seenAt = new Date(row?.seen_at ?? now()).toISOString();
      known.set(name, seenAt);
      return seenAt;
    },
  };
}
