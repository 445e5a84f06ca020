import type Database from 'libsql';
import type AsyncDatabase from 'libsql/promise';
import { openAsyncDatabase } from './open-async-database.ts';

const delayMs = 100;

/**
 * Brings what is written to an SQLite file to the disk a moment later, beside the process, instead of
 * waiting for the disk at every write. What the process wrote survives its end in any case; the last
 * moment is lost where the whole machine fails. For data that can be found again from the ledger.
 */
export class LateSync {
  readonly #path: string;
  #database: Promise<AsyncDatabase> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param database - The connection that writes; from now on it waits for the disk no more. */
  constructor(path: string, database: Database.Database) {
    this.#path = path;
    database.pragma('synchronous = NORMAL');
  }

  /** Something has been written. */
  note(): void {
    this.#timer ??= setTimeout(() => void this.#sync(), delayMs).unref();
  }

  /** Whoever closes a file last brings it to the disk. */
  close(): void {
    clearTimeout(this.#timer);
    void this.#database?.then((database) => database.close()).catch(() => {});
  }

  async #sync(): Promise<void> {
    try {
      this.#database ??= openAsyncDatabase(this.#path);
      await (await this.#database).exec('pragma wal_checkpoint(passive)');
    } catch {
      // Nothing is lost by it: the next sync brings this along, and who writes meets the failure.
    } finally {
      this.#timer = undefined;
    }
  }
}
