import type Database from 'libsql';
import { inTransaction, openDatabase, toDatabaseError } from '@catena/engine/node';

/** An SQLite file. Its failures are engine errors that name the file. */
export class SqliteFile {
  readonly #path: string;
  readonly #database: Database.Database;

  private constructor(path: string, database: Database.Database) {
    this.#path = path;
    this.#database = database;
  }

  /**
   * Opens a file and brings it up to date.
   *
   * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
   */
  static async open(path: string, migrations: readonly string[]): Promise<SqliteFile> {
    return new SqliteFile(path, await openDatabase(path, migrations));
  }

  all<Row>(sql: string, parameters: readonly unknown[] = []): Row[] {
    return this.#translated(() => this.#database.prepare(sql).all(...parameters) as Row[]);
  }

  first<Row>(sql: string, parameters: readonly unknown[] = []): Row | undefined {
    return this.all<Row>(sql, parameters)[0];
  }

  /** How many rows were changed. */
  run(sql: string, parameters: readonly unknown[] = []): number {
    return this.#translated(() => this.#database.prepare(sql).run(...parameters).changes);
  }

  /** Writes all or nothing. */
  transaction(write: () => void): void {
    this.#translated(inTransaction(this.#database, write));
  }

  close(): void {
    this.#database.close();
  }

  #translated<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw toDatabaseError(error, this.#path);
    }
  }
}
