import type { Logger, Run, RunEvent, RunStore, Workflow } from '@catena/engine';
import { EngineError, toErrorRecord } from '@catena/engine';
import type { RunSummary } from '../api/runs.ts';
import type { RunRecordStore } from './run-record-store.ts';
import { summariseRun } from './summarise-run.ts';

/** Shortest time between two writes of a record of a run under way, in milliseconds; at most twice that. */
const saveEveryMs = 400;

/** What a live run is made of. */
export interface LiveRunParts {
  run: Run;
  /** As it was when the run began, or was gone on with. */
  summary: RunSummary;
  /** There is a record already: another server began the run. */
  resumed?: boolean;
  /** The whole document, where only a part of it is run. */
  document?: Workflow;
  records: RunRecordStore;
  runs: RunStore;
  logger: Logger;
}

/** A run under way in this process, whose record is kept up to date. */
export class LiveRun {
  readonly run: Run;
  readonly document: Workflow | undefined;
  /** Resolves when the run has ended and its record says so; never rejects. */
  readonly ended: Promise<RunSummary>;
  readonly #parts: LiveRunParts;
  #summary: RunSummary;
  #timer: NodeJS.Timeout | undefined;
  #isSaved = true;

  constructor(parts: LiveRunParts) {
    const { run, summary, document, records } = parts;
    this.run = run;
    this.document = document;
    this.#parts = parts;
    this.#summary = summary;
    if (!parts.resumed) records.add({ summary, ...(document && { document }) });
    const stopListening = run.subscribe({ onEvent: () => this.#noteChange() });
    this.ended = this.#untilEnd().finally(stopListening);
  }

  /** As the run is now. */
  summary(): RunSummary {
    if (!this.#isSaved) this.#refresh();
    return this.#summary;
  }

  /** Brings the record up to date. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isSaved) return;
    this.#refresh();
    this.#isSaved = true;
    this.#write();
  }

  #noteChange(): void {
    this.#isSaved = false;
    // Runs that began together are not written together: that would be one long turn.
    this.#timer ??= setTimeout(() => this.save(), saveEveryMs * (1 + Math.random())).unref();
  }

  #refresh(): void {
    const { error: _error, ...summary } = this.#summary;
    this.#summary = { ...summary, ...summariseRun(this.run.snapshot()) };
  }

  async #untilEnd(): Promise<RunSummary> {
    try {
      const result = await this.run.result;
      if (this.#summary.dry) await this.#keepRehearsal();
      this.#isSaved = false;
      this.save();
      this.#parts.logger.info('A run has ended.', { runId: this.run.id, status: result.status });
    } catch (error) {
      if (EngineError.isInstance(error) && error.code === 'run-parked') this.#leave();
      else this.#fail(error);
    }
    return this.#summary;
  }

  /** A dry run keeps its events in memory only; here they are looked at after its end too. */
  async #keepRehearsal(): Promise<void> {
    const events: RunEvent[] = [];
    for await (const event of this.run.events()) events.push(event);
    await this.#parts.runs.append(this.run.id, events, { durable: true });
  }

  /** The run is not over: the next server goes on with it. */
  #leave(): void {
    this.#isSaved = false;
    this.save();
    this.#parts.logger.info('A run was left to be gone on with.', { runId: this.run.id });
  }

  /** The store of the run failed: it ended with that, and its events may not tell. */
  #fail(cause: unknown): void {
    clearTimeout(this.#timer);
    const { code, message } = toErrorRecord(cause);
    this.#refresh();
    this.#isSaved = true;
    const endedAt = new Date().toISOString();
    this.#summary = { ...this.#summary, status: 'failed', endedAt, error: { code, message } };
    this.#parts.logger.error('A run could not be kept.', { runId: this.run.id, code, message });
    this.#write();
  }

  #write(): void {
    try {
      this.#parts.records.update(this.#summary);
    } catch (error) {
      // The next change is written again; of the last one a server finds out when it starts.
      const { code, message } = toErrorRecord(error);
      const { id } = this.#summary;
      this.#parts.logger.error('A record could not be written.', { runId: id, code, message });
    }
  }
}
