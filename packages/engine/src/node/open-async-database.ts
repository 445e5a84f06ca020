import Database from 'libsql/promise';
import { toDatabaseError } from './database-error.ts';

/** A prepared statement; what it does it does at once. */
export interface Statement {
  run(...values: readonly (string | number | null)[]): void;
  get(...values: readonly (string | number | null)[]): unknown;
}

/**
 * Opens an SQLite file that is up to date once more: `exec` of this connection works beside the
 * process, so that a commit that waits for the disk holds up nothing else.
 *
 * @throws EngineError `storage-failed` or `storage-full`.
 */
export async function openAsyncDatabase(path: string): Promise<Database> {
  try {
    const database = new Database(path, {});
    await database.exec('pragma busy_timeout = 5000; pragma synchronous = FULL;');
    return database;
  } catch (error) {
    throw toDatabaseError(error, path);
  }
}

/** Prepares statements, by name. */
export async function prepare<Name extends string>(
  database: Database,
  statements: Readonly<Record<Name, string>>,
): Promise<Record<Name, Statement>> {
  const prepared = {} as Record<Name, Statement>;
  for (const [name, sql] of Object.entries<string>(statements)) {
    prepared[name as Name] = (await database.prepare(sql)) as Statement;
  }
  return prepared;
}
