import type Database from 'libsql';
import { inTransaction, LateSync, openDatabase, toDatabaseError } from '@catena/engine/node';
import type { RunSummary } from '../api/runs.ts';
import { readCursor, writeCursor } from '../workflows/page-cursor.ts';
import type { RunEntry, RunListing, RunPage, RunRecordStore } from './run-record-store.ts';
import { runMigrations, toEntry, toRow, toRunSummary, type RunRow } from './run-tables.ts';

const defaultLimit = 50;

class SqliteRunRecordStore implements RunRecordStore {
  readonly #path: string;
  readonly #database: Database.Database;
  readonly #sync: LateSync;

  constructor(path: string, database: Database.Database) {
    this.#path = path;
    this.#database = database;
    this.#sync = new LateSync(path, database);
  }

  add(entry: RunEntry): void {
    const row = toRow(entry);
    this.#run(
      `insert into run_record (id, workflow_id, workflow_name, workflow_hash, status, created_at,
         started_at, ended_at, targets, dry, steps, thumbnails, error, document,
         prediction_id, part, basis)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        row.id,
        row.workflow_id,
        row.workflow_name,
        row.workflow_hash,
        row.status,
        row.created_at,
        row.started_at,
        row.ended_at,
        row.targets,
        row.dry,
        row.steps,
        row.thumbnails,
        row.error,
        row.document,
        row.prediction_id,
        row.part,
        row.basis,
      ],
    );
  }

  update(summary: RunSummary): void {
    const { status, started_at, ended_at, steps, thumbnails, error, id } = toRow({ summary });
    this.#run(
      `update run_record set status = ?, started_at = ?, ended_at = ?, steps = ?, thumbnails = ?,
         error = ? where id = ?`,
      [status, started_at, ended_at, steps, thumbnails, error, id],
    );
  }

  find(id: string): RunEntry | undefined {
    const [row] = this.#all('select * from run_record where id = ?', [id]);
    return row && toEntry(row);
  }

  list(listing: RunListing): RunPage {
    const limit = listing.limit ?? defaultLimit;
    const after = listing.cursor === undefined ? undefined : readCursor(listing.cursor);
    const conditions: string[] = [];
    const values: unknown[] = [];
    const where = (condition: string, ...bound: unknown[]) => {
      conditions.push(condition);
      values.push(...bound);
    };
    if (listing.workflowId !== undefined) where('workflow_id = ?', listing.workflowId);
    if (listing.status !== undefined) where('status = ?', listing.status);
    if (after)
      where('(created_at < ? or (created_at = ? and id < ?))', after.at, after.at, after.id);
    const clause = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    const rows = this.#all(
      `select * from run_record ${clause} order by created_at desc, id desc limit ?`,
      [...values, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const runs = page.map(toRunSummary);
    if (rows.length <= limit || !last) return { runs };
    return { runs, nextCursor: writeCursor({ at: last.created_at, id: last.id }) };
  }

  unfinished(): RunSummary[] {
    const statuses = ['queued', 'running', 'waiting'];
    return this.#all(
      'select * from run_record where status in (?, ?, ?) order by created_at, id',
      statuses,
    ).map(toRunSummary);
  }

  delete(id: string): void {
    this.#run('delete from run_record where id = ?', [id]);
  }

  close(): void {
    this.#sync.close();
    this.#database.close();
  }

  #all(sql: string, values: readonly unknown[]): RunRow[] {
    return this.#translated(() => this.#database.prepare(sql).all(...values) as RunRow[]);
  }

  #run(sql: string, values: readonly unknown[]): void {
    this.#translated(
      inTransaction(this.#database, () => void this.#database.prepare(sql).run(...values)),
    );
    this.#sync.note();
  }

  #translated<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw toDatabaseError(error, this.#path);
    }
  }
}

/**
 * Keeps the records of runs in an SQLite file.
 *
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export async function createSqliteRunRecordStore(path: string): Promise<RunRecordStore> {
  return new SqliteRunRecordStore(path, await openDatabase(path, runMigrations));
}
