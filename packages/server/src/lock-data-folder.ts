import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { EngineError } from '@catena/engine';

/**
 * Makes this process the one server of a data folder: another one would take its runs for interrupted.
 * The lock is SQLite's own, so it goes with the process, however that ends; the command line does not ask for it.
 *
 * @returns What gives the folder free again.
 * @throws EngineError `data-folder-in-use`.
 */
export async function lockDataFolder(folder: string): Promise<() => void> {
  await mkdir(folder, { recursive: true });
  const database = new Database(join(folder, 'server.lock'));
  try {
    database.pragma('busy_timeout = 0');
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    throw new EngineError({
      code: 'data-folder-in-use',
      message: `Another server of Catena uses ${folder}.`,
      hint: 'Use that one, end it, or choose another folder with --data.',
      cause,
    });
  }
  return () => {
    database.exec('rollback');
    database.close();
  };
}
