import { dirname } from 'node:path';
import Database from 'libsql';
import { EngineError } from '../errors/engine-error.ts';
import { toDatabaseError } from './database-error.ts';
import { inTransaction } from './in-transaction.ts';
import { makeFolder } from './make-folder.ts';
import { toStorageError } from './storage-error.ts';

/**
 * Opens an SQLite file and brings it up to date; write-ahead log, full synchronisation.
 *
 * @param migrations - SQL by version: the first makes version 1. Never changed once released.
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export async function openDatabase(
  path: string,
  migrations: readonly string[],
): Promise<Database.Database> {
  const folder = dirname(path);
  await makeFolder(folder).catch(async (error: unknown) => {
    throw await toStorageError(error, { folder, doing: 'keep data' });
  });
  let database: Database.Database | undefined;
  try {
    database = new Database(path);
    database.pragma('journal_mode = WAL');
    database.pragma('busy_timeout = 5000');
    database.pragma('synchronous = FULL');
    migrate(database, path, migrations);
    return database;
  } catch (error) {
    database?.close();
    throw toDatabaseError(error, path);
  }
}

function migrate(database: Database.Database, path: string, migrations: readonly string[]): void {
  const update = inTransaction(database, () => {
    const version = Number(
      (database.prepare('pragma user_version').get() as { user_version: number }).user_version,
    );
    if (version > migrations.length) {
      throw new EngineError({
        code: 'newer-database',
        message: `${path} was made by a newer version of Catena (${version}; this one knows ${migrations.length}).`,
        hint: 'Update Catena, or use another data folder.',
      });
    }
    for (const sql of migrations.slice(version)) database.exec(sql);
    database.exec(`pragma user_version = ${migrations.length}`);
  });
  update();
}
