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
];

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
