import type Database from 'libsql/promise';
import { EngineError } from '../errors/engine-error.ts';
import { createDeferred, type Deferred } from '../platform/deferred.ts';
import { isRunEnd } from '../run/is-run-end.ts';
import type { RunEvent } from '../run/run-events.ts';
import { toDatabaseError } from './database-error.ts';
import { openAsyncDatabase, prepare, type Statement } from './open-async-database.ts';

/** Events of one call that wait to be written; settled where who calls waits for the disk. */
interface Append {
  runId: string;
  events: readonly RunEvent[];
  settled?: Deferred<void>;
}

/** From which event on a run could not be written, and why. */
interface Break {
  sequence: number;
  error: EngineError;
}

interface Statements {
  begin: Statement;
  rollback: Statement;
  insertRun: Statement;
  insertEvent: Statement;
  end: Statement;
  owner: Statement;
}

function takenOver(runId: string): EngineError {
  return new EngineError({
    code: 'run-taken-over',
    message: `Another process of Catena carries out the run ${runId} now.`,
    hint: 'Look at the run there; what this process still had under way is not written.',
  });
}

function prepareAll(database: Database): Promise<Statements> {
  return prepare(database, {
    begin: 'begin immediate',
    rollback: 'rollback',
    insertRun: 'insert into run (run_id, created_at, owner) values (?, ?, ?)',
    insertEvent: 'insert into run_event (run_id, sequence, event) values (?, ?, ?)',
    end: 'update run set ended_at = ? where run_id = ?',
    owner: 'select epoch from run where run_id = ?',
  });
}

function byRun(appends: readonly Append[]): Append[][] {
  const groups = new Map<string, Append[]>();
  for (const append of appends) {
    const group = groups.get(append.runId);
    if (group) group.push(append);
    else groups.set(append.runId, [append]);
  }
  return [...groups.values()];
}

/**
 * Writes the events of a process, in groups: whatever waits when a commit has ended is in the next one.
 *
 * 1. The events of a run are written in order, without a gap; those after one that could not be
 *    written are refused.
 * 2. A disk that takes its time holds up who waits for it, and nothing else in the process: a commit
 *    goes on beside it.
 */
export class EventWriter {
  readonly #path: string;
  readonly #owner: string;
  readonly #flushMs: number;
  readonly #database: Database;
  readonly #statements: Statements;
  /** The epoch in which this process owns a run. */
  readonly #epochs = new Map<string, number>();
  /** Runs that were taken from this process. */
  readonly #lost = new Set<string>();
  readonly #broken = new Map<string, Break>();
  #waiting: Append[] = [];
  /** Whether somebody waits for what waits. */
  #isDue = false;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> | undefined;
  /** Why something still waits that was to be written. */
  #failure: EngineError | undefined;

  private constructor(
    database: Database,
    statements: Statements,
    options: { path: string; owner: string; flushMs: number },
  ) {
    this.#database = database;
    this.#statements = statements;
    this.#path = options.path;
    this.#owner = options.owner;
    this.#flushMs = options.flushMs;
  }

  /** @param options.flushMs - Longest time that an event waits of which nobody says that it must be durable. */
  static async open(options: {
    path: string;
    owner: string;
    flushMs: number;
  }): Promise<EventWriter> {
    const database = await openAsyncDatabase(options.path);
    return new EventWriter(database, await prepareAll(database), options);
  }

  append(runId: string, events: readonly RunEvent[], durable: boolean): Promise<void> | void {
    if (this.#lost.has(runId)) throw takenOver(runId);
    this.#refuseGap(runId, events);
    if (!durable) {
      this.#waiting.push({ runId, events });
      this.#timer ??= setTimeout(() => this.#begin(), this.#flushMs).unref();
      return;
    }
    const settled = createDeferred<void>();
    this.#waiting.push({ runId, events, settled });
    void this.#begin();
    return settled.promise;
  }

  /** Resolves when all that came before is on disk. */
  async flush(): Promise<void> {
    if (!this.#work && this.#waiting.length === 0) return;
    await this.#begin();
    if (this.#failure) throw this.#failure;
  }

  /** The run is ours now. */
  noteOwned(runId: string, epoch: number): void {
    this.#epochs.set(runId, epoch);
    this.#lost.delete(runId);
    this.#broken.delete(runId);
  }

  forget(runId: string): void {
    this.#epochs.delete(runId);
    this.#broken.delete(runId);
  }

  /** Also with a failure everything is let go of. */
  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      clearTimeout(this.#timer);
      this.#database.close();
    }
  }

  #begin(): Promise<void> {
    this.#isDue = true;
    return (this.#work ??= this.#workOff());
  }

  async #workOff(): Promise<void> {
    // What happens in the same turn is committed together.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    while (this.#isDue) {
      const batch = this.#waiting;
      this.#waiting = [];
      this.#isDue = false;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#failure = undefined;
      if (batch.length > 0) await this.#write(batch);
    }
    this.#work = undefined;
  }

  async #write(batch: readonly Append[]): Promise<void> {
    const groups = byRun(batch);
    try {
      this.#statements.begin.run();
    } catch (error) {
      // Nobody can write now, such as while another process holds the file: none of them is to try.
      for (const group of groups) this.#fail(group, error);
      return;
    }
    try {
      await this.#insertAndCommit(batch);
    } catch (error) {
      if (groups.length === 1) this.#fail(batch, error);
      // What one run cannot write is not held against the others.
      else for (const group of groups) await this.#write(group);
      return;
    }
    for (const { runId, settled } of batch) {
      if (this.#lost.has(runId)) settled?.reject(takenOver(runId));
      else settled?.resolve();
    }
  }

  async #insertAndCommit(batch: readonly Append[]): Promise<void> {
    try {
      this.#insert(batch);
      await this.#database.exec('commit');
    } catch (error) {
      // SQLite rolls back by itself where a disk is full; once more would hide the reason.
      if (this.#isInTransaction) this.#statements.rollback.run();
      throw error;
    }
  }

  get #isInTransaction(): boolean {
    return (this.#database as unknown as { inTransaction: boolean }).inTransaction;
  }

  #insert(batch: readonly Append[]): void {
    const { insertRun, insertEvent, end } = this.#statements;
    const checked = new Set<string>();
    for (const { runId, events } of batch) {
      for (const event of events) {
        if (event.sequence === 1) {
          insertRun.run(runId, event.at, this.#owner);
          this.#epochs.set(runId, 1);
        } else if (!checked.has(runId) && !this.#owns(runId)) this.#lost.add(runId);
        checked.add(runId);
        // What another process took over is its to tell; the other runs of the batch go on.
        if (this.#lost.has(runId)) continue;
        insertEvent.run(runId, event.sequence, JSON.stringify(event));
        if (isRunEnd(event)) end.run(event.at, runId);
      }
    }
  }

  #owns(runId: string): boolean {
    const row = this.#statements.owner.get(runId) as { epoch: number } | undefined;
    return row !== undefined && Number(row.epoch) === this.#epochs.get(runId);
  }

  /** Of one run: what nobody waits for stays, to be written, or told of, with the next. */
  #fail(appends: readonly Append[], cause: unknown): void {
    const error = toDatabaseError(cause, this.#path);
    const durable = appends.findIndex(({ settled }) => settled !== undefined);
    const kept = durable < 0 ? appends : appends.slice(0, durable);
    const refused = appends.slice(kept.length);
    const [first] = refused;
    const sequence = first?.events[0]?.sequence;
    if (first && sequence !== undefined) {
      const { runId } = first;
      this.#broken.set(runId, { sequence, error });
      refused.push(...this.#waiting.filter((append) => append.runId === runId));
      this.#waiting = this.#waiting.filter((append) => append.runId !== runId);
    }
    this.#waiting.unshift(...kept);
    if (kept.length > 0) this.#failure = error;
    for (const { settled } of refused) settled?.reject(error);
  }

  #refuseGap(runId: string, events: readonly RunEvent[]): void {
    const broken = this.#broken.get(runId);
    if (!broken) return;
    if ((events[0]?.sequence ?? 0) > broken.sequence) throw broken.error;
    this.#broken.delete(runId);
  }
}
