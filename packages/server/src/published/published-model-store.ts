import type { JsonSchema, LockFile, Workflow } from '@catena/engine';
import type { SqliteFile } from '../database/sqlite-file.ts';
import type { PublishedModel, PublishedVersion } from './published-model.ts';

interface ModelRow {
  model: string;
  workflow_id: string;
  title: string;
  description: string;
  created_at: number;
}

interface VersionRow {
  model: string;
  id: string;
  revision: number;
  created_at: number;
  published_at: number;
  document: string;
  lock: string;
  schemas: string;
  example: string | null;
}

function toModel(row: ModelRow): PublishedModel {
  return {
    model: row.model,
    workflowId: row.workflow_id,
    title: row.title,
    description: row.description,
    createdAt: row.created_at,
  };
}

function toVersion(row: VersionRow): PublishedVersion {
  return {
    model: row.model,
    id: row.id,
    revision: row.revision,
    createdAt: row.created_at,
    publishedAt: row.published_at,
    workflow: JSON.parse(row.document) as Workflow,
    lock: JSON.parse(row.lock) as LockFile,
    schemas: JSON.parse(row.schemas) as Record<string, JsonSchema>,
    ...(row.example !== null && { example: JSON.parse(row.example) as Record<string, unknown> }),
  };
}

/**
 * Keeps published workflows.
 *
 * 1. What a version computes never changes by itself. To publish the same workflow once more makes its
 *    version the newest, and pins anew what the document leaves open: models and inner workflows.
 * 2. Times of publishing never repeat within a model, so that there always is one newest version.
 */
export class PublishedModelStore {
  readonly #file: SqliteFile;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /** By name. */
  list(): PublishedModel[] {
    return this.#file.all<ModelRow>('select * from published_model order by model').map(toModel);
  }

  find(model: string): PublishedModel | undefined {
    const row = this.#file.first<ModelRow>('select * from published_model where model = ?', [
      model,
    ]);
    return row && toModel(row);
  }

  /** Newest first. */
  versions(model: string): PublishedVersion[] {
    return this.#file
      .all<VersionRow>(
        'select * from published_version where model = ? order by published_at desc',
        [model],
      )
      .map(toVersion);
  }

  /** The version of an id; of several models that have it, the one that was published last. */
  findVersion(id: string): PublishedVersion | undefined {
    const row = this.#file.first<VersionRow>(
      'select * from published_version where id = ? order by published_at desc limit 1',
      [id],
    );
    return row && toVersion(row);
  }

  publish(model: PublishedModel, version: PublishedVersion): void {
    this.#file.transaction(() => {
      this.#file.run(
        `insert into published_model (model, workflow_id, title, description, created_at)
         values (?, ?, ?, ?, ?) on conflict (model) do update set
           title = excluded.title, description = excluded.description`,
        [model.model, model.workflowId, model.title, model.description, model.createdAt],
      );
      const newest = this.#file.first<{ at: number | null }>(
        'select max(published_at) as at from published_version where model = ?',
        [model.model],
      );
      const publishedAt = Math.max(version.publishedAt, (newest?.at ?? 0) + 1);
      this.#file.run(
        `insert into published_version (model, id, revision, created_at, published_at, document,
           lock, schemas, example) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (model, id) do update set revision = excluded.revision,
           published_at = excluded.published_at, document = excluded.document,
           lock = excluded.lock, schemas = excluded.schemas, example = excluded.example`,
        [
          version.model,
          version.id,
          version.revision,
          version.createdAt,
          publishedAt,
          JSON.stringify(version.workflow),
          JSON.stringify(version.lock),
          JSON.stringify(version.schemas),
          version.example === undefined ? null : JSON.stringify(version.example),
        ],
      );
    });
  }

  /** Forgets a model with all its versions; false where there is none. */
  delete(model: string): boolean {
    let deleted = 0;
    this.#file.transaction(() => {
      this.#file.run('delete from published_version where model = ?', [model]);
      deleted = this.#file.run('delete from published_model where model = ?', [model]);
    });
    return deleted > 0;
  }
}
