import type { JsonSchema, LockFile, Workflow } from '@catena/engine';

/** A workflow that can be called as a model. Moments are milliseconds since the epoch. */
export interface PublishedModel {
  /** `owner/name` */
  model: string;
  /** The workflow that it is published from; it may have been deleted since. */
  workflowId: string;
  title: string;
  description: string;
  createdAt: number;
}

/** What a workflow was when it was published: all that a run of it depends on. */
export interface PublishedVersion {
  model: string;
  /** The semantic hash of the workflow: 64 hex digits. */
  id: string;
  /** Of the workflow. */
  revision: number;
  /** When this was published for the first time. */
  createdAt: number;
  /** When it was published last: the newest is the one that is called without naming a version. */
  publishedAt: number;
  workflow: Workflow;
  lock: LockFile;
  /** As Cog's: `Input`, `Output` and what they refer to. */
  schemas: Record<string, JsonSchema>;
  /** An input that works, where one is known. */
  example?: Record<string, unknown>;
}
