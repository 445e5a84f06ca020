import type { RunEvent } from './run-events.ts';

/** Keeps the events of runs. */
export interface RunStore {
  /**
   * Adds events to a run, in order. Events of which `durable` is said are on disk when the promise
   * resolves; others may be written together with later ones.
   *
   * @throws EngineError `storage-full` or `storage-failed`; nothing of the call is kept then.
   */
  append(
    runId: string,
    events: readonly RunEvent[],
    options?: { durable?: boolean },
  ): Promise<void> | void;
  /** The events of a run after the given number, in order. */
  read(runId: string, after?: number): AsyncIterable<RunEvent>;
  /** Ids of runs, newest first. */
  list(options?: { limit?: number }): Promise<string[]>;
  /** Forgets a run and its events; one that is not there is no mistake. */
  delete(runId: string): Promise<void>;
  close?(): Promise<void>;
}
