import { pageSize, toPage, type Page, type PagePlace } from './page.ts';
import type { SqliteFile } from '../../database/sqlite-file.ts';

/** An uploaded file as it is kept. Moments are milliseconds since the epoch. */
export interface FileRecord {
  readonly id: string;
  /** Id of the artifact, which is the SHA-256 of the content. */
  readonly artifact: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly md5: string;
  readonly metadata: Record<string, unknown>;
  readonly createdAt: number;
  readonly expiresAt: number;
}

interface FileRow {
  id: string;
  artifact: string;
  name: string;
  content_type: string;
  size_bytes: number;
  md5: string;
  metadata: string;
  created_at: number;
  expires_at: number;
}

function toRecord(row: FileRow): FileRecord {
  return {
    id: row.id,
    artifact: row.artifact,
    name: row.name,
    contentType: row.content_type,
    sizeBytes: row.size_bytes,
    md5: row.md5,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** Keeps what is known of uploaded files; their content lies in the artifact store. */
export class FileStore {
  readonly #database: SqliteFile;

  constructor(database: SqliteFile) {
    this.#database = database;
  }

  insert(file: FileRecord): void {
    this.#database.run(
      `insert into file (id, artifact, name, content_type, size_bytes, md5, metadata, created_at,
         expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        file.id,
        file.artifact,
        file.name,
        file.contentType,
        file.sizeBytes,
        file.md5,
        JSON.stringify(file.metadata),
        file.createdAt,
        file.expiresAt,
      ],
    );
  }

  get(id: string): FileRecord | undefined {
    const row = this.#database.first<FileRow>('select * from file where id = ?', [id]);
    return row && toRecord(row);
  }

  /** A page of files, newest first. */
  list(from?: PagePlace): Page<FileRecord> {
    const [beyond, order] = from?.isBackward ? ['>', 'asc'] : ['<', 'desc'];
    const place = from ? `where (created_at, id) ${beyond} (?, ?)` : '';
    const rows = this.#database.all<FileRow>(
      `select * from file ${place} order by created_at ${order}, id ${order} limit ?`,
      [...(from ? [from.at, from.id] : []), pageSize + 1],
    );
    return toPage(rows.map(toRecord), from, ({ createdAt, id }) => ({ at: createdAt, id }));
  }

  /** Resolves to whether it was there. */
  delete(id: string): boolean {
    return this.#database.run('delete from file where id = ?', [id]) > 0;
  }

  removeExpired(now: number): void {
    this.#database.run('delete from file where expires_at <= ?', [now]);
  }
}
