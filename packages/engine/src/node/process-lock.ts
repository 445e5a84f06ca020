import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { makeFolder } from './make-folder.ts';

const idPattern = /^[\w-]+$/;

function openLock(path: string): Database.Database {
  const database = new Database(path);
  database.pragma('busy_timeout = 0');
  return database;
}

/**
 * Locks by name that go with the process that holds them, however it ends: they are SQLite's own. A
 * process that is merely stopped still holds its locks.
 */
export class ProcessLocks {
  readonly #folder: string;
  readonly #held = new Map<string, Database.Database>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes a lock; false where it is held, by this process or another. */
  async take(name: string): Promise<boolean> {
    await makeFolder(this.#folder);
    const database = openLock(this.#path(name));
    try {
      database.exec('begin exclusive');
    } catch {
      database.close();
      return false;
    }
    this.#held.set(name, database);
    return true;
  }

  /** Whether a living process holds a lock. */
  async isHeld(name: string): Promise<boolean> {
    if (this.#held.has(name)) return true;
    if (!(await this.take(name))) return true;
    this.release(name);
    return false;
  }

  release(name: string): void {
    const database = this.#held.get(name);
    if (!database) return;
    this.#held.delete(name);
    const path = this.#path(name);
    database.exec('rollback');
    database.close();
    rmSync(path, { force: true });
  }

  releaseAll(): void {
    for (const name of this.#held.keys()) this.release(name);
  }

  #path(name: string): string {
    if (!idPattern.test(name)) throw new TypeError(`"${name}" is no name of a lock.`);
    return join(this.#folder, `${name}.lock`);
  }
}
