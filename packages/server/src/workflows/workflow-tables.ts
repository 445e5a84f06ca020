import type { WorkflowSummary, WorkflowVersion } from '../api/workflows.ts';

/** The first makes version 1; never changed once released. */
export const workflowMigrations: readonly string[] = [
  `create table workflow (
    id text primary key,
    name text not null,
    search_name text not null,
    description text,
    node_count bigint not null,
    revision bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    picture text,
    template_id text
  );
  create index workflow_by_change on workflow (updated_at, id);
  create table workflow_version (
    workflow_id text not null,
    revision bigint not null,
    saved_at bigint not null,
    label text,
    semantic_hash text not null,
    document text not null,
    primary key (workflow_id, revision)
  );`,
  `create table deleted_workflow (
    id text primary key,
    name text not null,
    search_name text not null,
    description text,
    node_count bigint not null,
    revision bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    picture text,
    template_id text,
    deleted_at bigint not null
  );`,
];

const columns = `id, name, search_name, description, node_count, revision, created_at, updated_at,
  picture, template_id`;

/** Puts a workflow among the deleted ones; parameters: now, workflow. Its versions stay where they are. */
export const buryWorkflow = `insert or replace into deleted_workflow (${columns}, deleted_at)
  select ${columns}, ? from workflow where id = ?`;

/** Takes a workflow back from the deleted ones; parameter: workflow. */
export const reviveWorkflow = `insert into workflow (${columns})
  select ${columns} from deleted_workflow where id = ?`;

/** Deletes for good what was deleted before; parameter: milliseconds since the epoch. */
export const purgeVersions = `delete from workflow_version where workflow_id in (
    select id from deleted_workflow where deleted_at < ?
  )`;
export const purgeDeleted = 'delete from deleted_workflow where deleted_at < ?';

/** Deletes old versions without a label; parameters: workflow, current revision, workflow, how many to keep. */
export const pruneVersions = `delete from workflow_version
  where workflow_id = ? and label is null and revision < ? and revision not in (
    select revision from workflow_version where workflow_id = ? and label is null
    order by revision desc limit ?
  )`;

export interface WorkflowRow {
  id: string;
  name: string;
  description: string | null;
  node_count: number;
  revision: number;
  created_at: number;
  updated_at: number;
  picture: string | null;
  template_id: string | null;
}

export interface VersionRow {
  revision: number;
  saved_at: number;
  label: string | null;
  semantic_hash: string;
}

const toIso = (ms: number): string => new Date(ms).toISOString();

export function toSummary(row: WorkflowRow): WorkflowSummary {
  return {
    id: row.id,
    name: row.name,
    ...(row.description !== null && { description: row.description }),
    revision: row.revision,
    nodeCount: row.node_count,
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
    ...(row.picture !== null && { picture: row.picture }),
    ...(row.template_id !== null && { templateId: row.template_id }),
  };
}

export function toVersion(row: VersionRow): WorkflowVersion {
  return {
    revision: row.revision,
    savedAt: toIso(row.saved_at),
    ...(row.label !== null && { label: row.label }),
    semanticHash: row.semantic_hash,
  };
}
