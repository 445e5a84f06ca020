import type { RunEvent } from './run-events.ts';

/**
 * Keeps the events of runs. A run belongs to the process that began it, until another adopts it.
 */
export interface RunStore {
  /**
   * Adds events to a run, in order. Events of which `durable` is said are on disk when the promise
   * resolves; others may be written together with later ones.
   *
   * @throws EngineError `storage-full` or `storage-failed`; nothing of the call is kept then.
   *   `run-taken-over` where the run belongs to another process, now or for good.
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
  /** Ids of runs without an end that no living process owns, oldest first. */
  abandoned(): Promise<string[]>;
  /**
   * Makes this process the owner of a run: whoever wrote to it before can do so no more.
   *
   * @param options.force - Also take it from a process that lives. @defaultValue false
   * @returns Whether it is ours now; false where a living process owns it, or there is no such run.
   */
  adopt(runId: string, options?: { force?: boolean }): Promise<boolean>;
  /** Forgets a run and its events; one that is not there is no mistake. */
  delete(runId: string): Promise<void>;
  close?(): Promise<void>;
}
