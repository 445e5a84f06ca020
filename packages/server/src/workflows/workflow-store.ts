import type { Workflow } from '@catena/engine';
import type { WorkflowRecord, WorkflowSummary, WorkflowVersion } from '../api/workflows.ts';

/** Which workflows to list: newest change first. */
export interface WorkflowListing {
  /** Part of the name, in any case. */
  search?: string | undefined;
  /** From an earlier page. */
  cursor?: string | undefined;
  /** @defaultValue 50 */
  limit?: number | undefined;
}

/** Keeps workflows and the states in which they were saved. */
export interface WorkflowStore {
  /** @throws HttpError 400 `invalid-cursor`. */
  list(
    listing?: WorkflowListing,
  ): Promise<{ workflows: WorkflowSummary[]; nextCursor?: string | undefined }>;
  get(id: string): Promise<WorkflowRecord | undefined>;
  create(content: { workflow: Workflow; templateId?: string | undefined }): Promise<WorkflowRecord>;
  /**
   * Replaces the document. One that is already there makes no new version.
   *
   * @param content.revision - The revision that the change is based on.
   * @throws HttpError 404 `workflow-not-found`, 409 `stale-revision` with `currentRevision` in its details.
   */
  save(id: string, content: { workflow: Workflow; revision: number }): Promise<WorkflowRecord>;
  /** Deletes a workflow with all its versions; for a day it can be restored. False where there is none. */
  delete(id: string): Promise<boolean>;
  /** Brings a deleted workflow back, with its versions; undefined where it is not there any more. */
  restore(id: string): Promise<WorkflowRecord | undefined>;
  /** Newest first; undefined where there is no such workflow. */
  versions(id: string): Promise<WorkflowVersion[] | undefined>;
  /** The workflow as it was at a revision. */
  version(id: string, revision: number): Promise<WorkflowRecord | undefined>;
  /** Names a version, which keeps it for ever; null takes the name away. */
  labelVersion(
    id: string,
    revision: number,
    label: string | null,
  ): Promise<WorkflowVersion | undefined>;
  /** Shows an artifact where workflows are listed; no change of the document. */
  setPicture(id: string, artifactId: string): Promise<void>;
  close(): void;
}
