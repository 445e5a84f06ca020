import { toPage, pageSize, type Page, type PagePlace } from './page.ts';
import type { PredictionRecord } from './prediction-record.ts';
import { toRecord, toRow, type PredictionRow } from './prediction-rows.ts';
import type { SqliteFile } from '../../database/sqlite-file.ts';

/** Which predictions are listed; moments in milliseconds since the epoch. */
export interface PredictionFilter {
  /** Inclusive. */
  createdAfter?: number;
  /** Exclusive. */
  createdBefore?: number;
}

/** The same call, made once more. */
export interface IdempotentCall {
  key: string;
  /** Hash of what was asked for. */
  request: string;
}

const columns = [
  'id',
  'model',
  'version',
  'deployment',
  'input',
  'output',
  'logs',
  'error',
  'status',
  'created_at',
  'started_at',
  'completed_at',
  'deadline',
  'metrics',
  'data_removed',
  'webhook',
  'webhook_events',
  'base_url',
  'token',
  'streams',
] as const satisfies readonly (keyof PredictionRow)[];

const insert = `insert into prediction (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;
const update = `update prediction set input = ?, output = ?, logs = ?, error = ?, status = ?,
  started_at = ?, completed_at = ?, metrics = ?, data_removed = ? where id = ?`;

/** Keeps predictions, and which call made which. */
export class PredictionStore {
  readonly #database: SqliteFile;

  constructor(database: SqliteFile) {
    this.#database = database;
  }

  /** Keeps a new prediction and the call that made it, both or none. */
  insert(record: PredictionRecord, call?: IdempotentCall): void {
    const row = toRow(record);
    const values = columns.map((column) => row[column]);
    this.#database.transaction(() => {
      this.#database.run(insert, values);
      if (!call) return;
      this.#database.run(
        `insert into idempotency_key (idempotency_key, request, prediction_id, created_at)
         values (?, ?, ?, ?)`,
        [call.key, call.request, record.id, record.createdAt],
      );
    });
  }

  update(record: PredictionRecord): void {
    const row = toRow(record);
    this.#database.run(update, [
      row.input,
      row.output,
      row.logs,
      row.error,
      row.status,
      row.started_at,
      row.completed_at,
      row.metrics,
      row.data_removed,
      row.id,
    ]);
  }

  get(id: string): PredictionRecord | undefined {
    return this.#one('select * from prediction where id = ?', id);
  }

  byToken(token: string): PredictionRecord | undefined {
    return this.#one('select * from prediction where token = ?', token);
  }

  /** What a key was used for. */
  findCall(key: string): { request: string; predictionId: string } | undefined {
    const row = this.#database.first<{ request: string; prediction_id: string }>(
      'select request, prediction_id from idempotency_key where idempotency_key = ?',
      [key],
    );
    return row && { request: row.request, predictionId: row.prediction_id };
  }

  /** A page of predictions, newest first. */
  list(filter: PredictionFilter, from?: PagePlace): Page<PredictionRecord> {
    const isBackward = from?.isBackward ?? false;
    const [beyond, order] = isBackward ? ['>', 'asc'] : ['<', 'desc'];
    const bounds = [filter.createdAfter ?? 0, filter.createdBefore ?? Number.MAX_SAFE_INTEGER];
    const place = from ? `and (created_at, id) ${beyond} (?, ?)` : '';
    const rows = this.#database.all<PredictionRow>(
      `select * from prediction where created_at >= ? and created_at < ? ${place}
       order by created_at ${order}, id ${order} limit ?`,
      [...bounds, ...(from ? [from.at, from.id] : []), pageSize + 1],
    );
    return toPage(rows.map(toRecord), from, ({ createdAt, id }) => ({ at: createdAt, id }));
  }

  /** Predictions that nobody has ended. */
  underWay(): PredictionRecord[] {
    return this.#database
      .all<PredictionRow>("select * from prediction where status in ('starting', 'processing')")
      .map(toRecord);
  }

  /** Removes input, output and logs of what ended before a moment. */
  removeData(endedBefore: number): void {
    this.#database.run(
      `update prediction set input = '{}', output = null, logs = '', data_removed = 1
       where data_removed = 0 and completed_at < ?`,
      [endedBefore],
    );
  }

  removeCalls(madeBefore: number): void {
    this.#database.run('delete from idempotency_key where created_at < ?', [madeBefore]);
  }

  #one(sql: string, parameter: string): PredictionRecord | undefined {
    const row = this.#database.first<PredictionRow>(sql, [parameter]);
    return row && toRecord(row);
  }
}
