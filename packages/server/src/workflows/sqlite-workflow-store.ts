import type Database from 'libsql';
import { semanticHash, systemClock, systemIds, writeWorkflow, type Workflow } from '@catena/engine';
import { inTransaction, openDatabase, toDatabaseError } from '@catena/engine/node';
import type { WorkflowRecord, WorkflowVersion } from '../api/workflows.ts';
import { HttpError } from '../errors/http-error.ts';
import { notFound } from '../errors/not-found.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import {
  buryWorkflow,
  pruneVersions,
  purgeDeleted,
  purgeVersions,
  reviveWorkflow,
  toSummary,
  toVersion,
  workflowMigrations,
  type VersionRow,
  type WorkflowRow,
} from './workflow-tables.ts';
import type { WorkflowListing, WorkflowStore } from './workflow-store.ts';

const defaultLimit = 50;
const untitled = 'Untitled';
/** How long a deleted workflow can be restored. */
const restorableMs = 24 * 60 * 60 * 1000;

/** Settings of {@link createSqliteWorkflowStore}. */
export interface SqliteWorkflowStoreOptions {
  /** Versions without a label that are kept of each workflow. @defaultValue 200 */
  keptVersions?: number;
  /** Milliseconds since the epoch. @defaultValue the clock of the machine */
  now?: () => number;
}

interface Written {
  document: string;
  name: string;
  searchName: string;
  description: string | null;
  nodeCount: number;
  semanticHash: string;
}

function write(workflow: Workflow): Written {
  const name = workflow.name?.trim() || untitled;
  return {
    document: writeWorkflow(workflow),
    name,
    searchName: name.toLowerCase(),
    description: workflow.description ?? null,
    nodeCount: Object.keys(workflow.nodes).length,
    semanticHash: semanticHash(workflow),
  };
}

function staleRevision(name: string, based: number, current: WorkflowRow): HttpError {
  return new HttpError(409, {
    code: 'stale-revision',
    message: `"${name}" was saved by somebody else: it has revision ${current.revision}, your change is based on ${based}.`,
    hint: 'Load the current revision and make your change again, or save yours as a copy.',
    details: {
      currentRevision: current.revision,
      updatedAt: new Date(current.updated_at).toISOString(),
    },
  });
}

function likePattern(search: string): string {
  return `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

class SqliteWorkflowStore implements WorkflowStore {
  readonly #path: string;
  readonly #database: Database.Database;
  readonly #now: () => number;
  readonly #keptVersions: number;

  constructor(path: string, database: Database.Database, options: SqliteWorkflowStoreOptions) {
    this.#path = path;
    this.#database = database;
    this.#now = options.now ?? (() => systemClock.now());
    this.#keptVersions = options.keptVersions ?? 200;
  }

  async list(listing: WorkflowListing = {}) {
    const limit = listing.limit ?? defaultLimit;
    const after = listing.cursor === undefined ? undefined : readCursor(listing.cursor);
    const rows = this.#all<WorkflowRow>(
      `select * from workflow where search_name like ? escape '\\'
       and (updated_at < ? or (updated_at = ? and id < ?))
       order by updated_at desc, id desc limit ?`,
      [
        likePattern(listing.search ?? ''),
        ...(after ? [after.at, after.at, after.id] : [Number.MAX_SAFE_INTEGER, 0, '']),
        limit + 1,
      ],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const nextCursor =
      rows.length > limit && last ? writeCursor({ at: last.updated_at, id: last.id }) : undefined;
    return { workflows: page.map(toSummary), ...(nextCursor !== undefined && { nextCursor }) };
  }

  async get(id: string): Promise<WorkflowRecord | undefined> {
    const row = this.#row(id);
    return row && this.#record(row);
  }

  async create({ workflow, templateId }: { workflow: Workflow; templateId?: string | undefined }) {
    const written = write(workflow);
    const id = systemIds.next();
    const now = this.#now();
    this.#write(() => {
      this.#run(
        `insert into workflow (id, name, search_name, description, node_count, revision,
           created_at, updated_at, picture, template_id) values (?, ?, ?, ?, ?, 1, ?, ?, null, ?)`,
        [
          id,
          written.name,
          written.searchName,
          written.description,
          written.nodeCount,
          now,
          now,
          templateId ?? null,
        ],
      );
      this.#insertVersion(id, 1, written);
    });
    return this.#existing(id);
  }

  async save(id: string, { workflow, revision }: { workflow: Workflow; revision: number }) {
    const written = write(workflow);
    this.#write(() => {
      const row = this.#row(id);
      if (!row) throw notFound('workflow', id);
      // The answer to a save may have been lost: to save the same once more is no conflict.
      if (this.#version(id, row.revision)?.document === written.document) return;
      if (row.revision !== revision) throw staleRevision(row.name, revision, row);
      const { name, searchName, description, nodeCount } = written;
      this.#run(
        `update workflow set name = ?, search_name = ?, description = ?, node_count = ?,
           revision = ?, updated_at = ? where id = ?`,
        [name, searchName, description, nodeCount, revision + 1, this.#now(), id],
      );
      this.#insertVersion(id, revision + 1, written);
      this.#run(pruneVersions, [id, revision + 1, id, this.#keptVersions]);
    });
    return this.#existing(id);
  }

  async delete(id: string): Promise<boolean> {
    const existed = this.#row(id) !== undefined;
    this.#write(() => {
      this.#run(buryWorkflow, [this.#now(), id]);
      this.#run('delete from workflow where id = ?', [id]);
    });
    this.purge();
    return existed;
  }

  async restore(id: string): Promise<WorkflowRecord | undefined> {
    this.purge();
    this.#write(() => {
      this.#run(reviveWorkflow, [id]);
      this.#run('delete from deleted_workflow where id = ?', [id]);
    });
    return this.get(id);
  }

  /** Deletes for good what cannot be restored any more. */
  purge(): void {
    const before = this.#now() - restorableMs;
    this.#write(() => {
      this.#run(purgeVersions, [before]);
      this.#run(purgeDeleted, [before]);
    });
  }

  async versions(id: string): Promise<WorkflowVersion[] | undefined> {
    if (!this.#row(id)) return undefined;
    return this.#all<VersionRow>(
      `select revision, saved_at, label, semantic_hash from workflow_version
       where workflow_id = ? order by revision desc`,
      [id],
    ).map(toVersion);
  }

  async version(id: string, revision: number): Promise<WorkflowRecord | undefined> {
    const row = this.#row(id);
    const version = this.#version(id, revision);
    if (!row || !version) return undefined;
    const workflow = JSON.parse(version.document) as Workflow;
    const { name, description, nodeCount } = write(workflow);
    const { description: _current, ...summary } = toSummary(row);
    return {
      ...summary,
      name,
      ...(description !== null && { description }),
      nodeCount,
      revision,
      updatedAt: new Date(version.saved_at).toISOString(),
      workflow: { ...workflow },
    };
  }

  async labelVersion(id: string, revision: number, label: string | null) {
    this.#write(() =>
      this.#run('update workflow_version set label = ? where workflow_id = ? and revision = ?', [
        label,
        id,
        revision,
      ]),
    );
    const version = this.#version(id, revision);
    return version && toVersion(version);
  }

  async setPicture(id: string, artifactId: string): Promise<void> {
    this.#write(() => this.#run('update workflow set picture = ? where id = ?', [artifactId, id]));
  }

  close(): void {
    this.#database.close();
  }

  #row(id: string): WorkflowRow | undefined {
    return this.#all<WorkflowRow>('select * from workflow where id = ?', [id])[0];
  }

  #version(id: string, revision: number): (VersionRow & { document: string }) | undefined {
    return this.#all<VersionRow & { document: string }>(
      'select * from workflow_version where workflow_id = ? and revision = ?',
      [id, revision],
    )[0];
  }

  #record(row: WorkflowRow): WorkflowRecord | undefined {
    const version = this.#version(row.id, row.revision);
    if (!version) return undefined;
    const workflow = JSON.parse(version.document) as Record<string, unknown>;
    return { ...toSummary(row), workflow };
  }

  #existing(id: string): WorkflowRecord {
    const row = this.#row(id);
    const record = row && this.#record(row);
    if (!record) throw notFound('workflow', id);
    return record;
  }

  #insertVersion(id: string, revision: number, written: Written): void {
    this.#run(
      `insert into workflow_version (workflow_id, revision, saved_at, label, semantic_hash, document)
       values (?, ?, ?, null, ?, ?)`,
      [id, revision, this.#now(), written.semanticHash, written.document],
    );
  }

  #all<Row>(sql: string, parameters: readonly unknown[]): Row[] {
    return this.#translated(() => this.#database.prepare(sql).all(...parameters) as Row[]);
  }

  #run(sql: string, parameters: readonly unknown[]): void {
    this.#database.prepare(sql).run(...parameters);
  }

  #write(change: () => void): void {
    this.#translated(inTransaction(this.#database, change));
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
 * Keeps workflows in an SQLite file.
 *
 * @throws EngineError `storage-failed`, `storage-full` or `newer-database`.
 */
export async function createSqliteWorkflowStore(
  path: string,
  options: SqliteWorkflowStoreOptions = {},
): Promise<WorkflowStore> {
  const store = new SqliteWorkflowStore(
    path,
    await openDatabase(path, workflowMigrations),
    options,
  );
  store.purge();
  return store;
}
