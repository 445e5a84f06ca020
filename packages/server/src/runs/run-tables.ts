import type { Workflow } from '@catena/engine';
import type { RunSummary } from '../api/runs.ts';
import type { RunEntry } from './run-record-store.ts';

/** The first makes version 1; never changed once released. */
export const runMigrations: readonly string[] = [
  `create table run_record (
    id text primary key,
    workflow_id text,
    workflow_name text not null,
    workflow_hash text not null,
    status text not null,
    created_at bigint not null,
    started_at bigint,
    ended_at bigint,
    targets text,
    dry bigint not null,
    steps text not null,
    thumbnails text not null,
    error text,
    document text
  );
  create index run_record_by_time on run_record (created_at, id);
  create index run_record_by_workflow on run_record (workflow_id, created_at, id);
  create index run_record_by_status on run_record (status, created_at, id);`,
  'alter table run_record add column prediction_id text;',
  `alter table run_record add column part text;
  alter table run_record add column basis text;`,
];

export interface RunRow {
  id: string;
  workflow_id: string | null;
  workflow_name: string;
  workflow_hash: string;
  status: string;
  created_at: number;
  started_at: number | null;
  ended_at: number | null;
  targets: string | null;
  dry: number;
  steps: string;
  thumbnails: string;
  error: string | null;
  document: string | null;
  prediction_id: string | null;
  part: string | null;
  basis: string | null;
}

const toIso = (ms: number): string => new Date(ms).toISOString();
const toMs = (iso: string | undefined): number | null =>
  iso === undefined ? null : Date.parse(iso);
const toText = (value: unknown): string | null =>
  value === undefined ? null : JSON.stringify(value);

/** The columns of a record; JSON as text. */
export function toRow({ summary, document }: RunEntry): RunRow {
  return {
    id: summary.id,
    workflow_id: summary.workflowId ?? null,
    workflow_name: summary.workflowName,
    workflow_hash: summary.workflowHash,
    status: summary.status,
    created_at: Date.parse(summary.createdAt),
    started_at: toMs(summary.startedAt),
    ended_at: toMs(summary.endedAt),
    targets: toText(summary.targets),
    dry: summary.dry ? 1 : 0,
    steps: JSON.stringify(summary.steps),
    thumbnails: JSON.stringify(summary.thumbnails),
    error: toText(summary.error),
    document: toText(document),
    prediction_id: summary.predictionId ?? null,
    part: toText(summary.part),
    basis: summary.basis ?? null,
  };
}

export function toRunSummary(row: RunRow): RunSummary {
  return {
    id: row.id,
    ...(row.workflow_id !== null && { workflowId: row.workflow_id }),
    workflowName: row.workflow_name,
    workflowHash: row.workflow_hash,
    status: row.status as RunSummary['status'],
    ...(row.targets !== null && { targets: JSON.parse(row.targets) as string[] }),
    ...(row.part !== null && { part: JSON.parse(row.part) as RunSummary['part'] }),
    ...(row.basis !== null && { basis: row.basis }),
    ...(row.dry === 1 && { dry: true }),
    ...(row.prediction_id !== null && { predictionId: row.prediction_id }),
    createdAt: toIso(row.created_at),
    ...(row.started_at !== null && { startedAt: toIso(row.started_at) }),
    ...(row.ended_at !== null && { endedAt: toIso(row.ended_at) }),
    steps: JSON.parse(row.steps) as RunSummary['steps'],
    thumbnails: JSON.parse(row.thumbnails) as RunSummary['thumbnails'],
    ...(row.error !== null && { error: JSON.parse(row.error) as RunSummary['error'] }),
  };
}

export function toEntry(row: RunRow): RunEntry {
  const summary = toRunSummary(row);
  return row.document === null
    ? { summary }
    : { summary, document: JSON.parse(row.document) as Workflow };
}
