import type { Workflow } from '@catena/engine';
import type { RunSummary } from '../api/runs.ts';

/** What is kept of a run beside its events, so that runs can be listed without folding them. */
export interface RunEntry {
  summary: RunSummary;
  /** The whole document, where only a part of it was run. */
  document?: Workflow;
}

/** Which runs to list: newest first. */
export interface RunListing {
  workflowId?: string | undefined;
  status?: RunSummary['status'] | undefined;
  /** From an earlier page. */
  cursor?: string | undefined;
  /** @defaultValue 50 */
  limit?: number | undefined;
}

/** A page of runs. */
export interface RunPage {
  runs: RunSummary[];
  /** Missing on the last page. */
  nextCursor?: string;
}

/** Keeps the records of runs. */
export interface RunRecordStore {
  add(entry: RunEntry): void;
  /** Replaces what changes of a run while it is under way. */
  update(summary: RunSummary): void;
  find(id: string): RunEntry | undefined;
  /** @throws HttpError 400 `invalid-cursor`. */
  list(listing: RunListing): RunPage;
  /** Runs that have not ended, as far as the records say. */
  unfinished(): RunSummary[];
  delete(id: string): void;
  close(): void;
}
