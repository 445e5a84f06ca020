import { setMaxListeners } from 'node:events';
import {
  semanticHash,
  toErrorRecord,
  type Engine,
  type LockFile,
  type Logger,
  type Run,
  type RunEvent,
  type RunOptions,
  type RunStore,
  type Workflow,
} from '@catena/engine';
import type { RunRecord, RunResult, RunSummary, StartRun } from '../api/runs.ts';
import { HttpError } from '../errors/http-error.ts';
import { notFound } from '../errors/not-found.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import { readDocument } from '../workflows/read-document.ts';
import type { WorkflowStore } from '../workflows/workflow-store.ts';
import { entryOf } from './entry-of.ts';
import { foldRun } from './fold-run.ts';
import { interruption, interruptRun } from './interrupt-run.ts';
import { LiveRun } from './live-run.ts';
import { partOf } from './part-of.ts';
import { noFolder } from './no-folder.ts';
import type { RunEntry, RunListing, RunPage, RunRecordStore } from './run-record-store.ts';
import { summariseRun } from './summarise-run.ts';
import { waitUntil, type WaitOptions } from './wait-until.ts';

/** What runs are made with. */
export interface RunServiceParts {
  engine: Engine;
  /** Events of runs. */
  runs: RunStore;
  records: RunRecordStore;
  workflows: Pick<WorkflowStore, 'get' | 'setPicture'>;
  secrets: Pick<SecretStore, 'all'>;
  logger: Logger;
}

/** What a run is started with beside what was asked for. */
export interface StartOptions {
  /** Versions and schemas of models to use instead of asking the providers. */
  lock?: LockFile;
  /** The prediction of Replicate's API that the run is made for. */
  predictionId?: string;
  /** What the run is a part of, as a W3C `traceparent`. */
  traceparent?: string;
}

/** A run to follow: its events from the first on, and the run itself while it is under way. */
export interface FollowedRun {
  events(after: number): AsyncIterable<RunEvent>;
  live: Run | undefined;
}

async function* skipTo(events: AsyncIterable<RunEvent>, after: number): AsyncGenerator<RunEvent> {
  for await (const event of events) if (event.sequence > after) yield event;
}

function runActive(): HttpError {
  return new HttpError(409, {
    code: 'run-active',
    message: 'The run is under way.',
    hint: 'Cancel it first, or wait for its end.',
  });
}

function hasEnded({ status }: RunSummary): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'canceled';
}

async function firstOf(events: AsyncIterable<RunEvent>): Promise<RunEvent | undefined> {
  for await (const event of events) return event;
  return undefined;
}

/**
 * Runs workflows in this process and knows all runs there ever were.
 *
 * 1. A run belongs to the server, not to the connection that started it.
 * 2. A run has a record from its start to its deletion; where record and events disagree about its
 *    end, the record is right.
 */
export class RunService {
  readonly #parts: RunServiceParts;
  readonly #live = new Map<string, LiveRun>();
  readonly #closing = new AbortController();

  constructor(parts: RunServiceParts) {
    this.#parts = parts;
    // As many may wait as there are runs.
    setMaxListeners(0, this.#closing.signal);
  }

  /** Aborts when runs are no longer followed, because the server stops. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** How many runs are under way. */
  get underWay(): number {
    return this.#live.size;
  }

  /**
   * Starts a run, which goes on whoever listens.
   *
   * @throws InvalidWorkflowError; HttpError 400, 404, 422; EngineError as `Engine.run`.
   */
  async start(
    request: StartRun,
    { lock, predictionId, traceparent }: StartOptions = {},
  ): Promise<RunSummary> {
    const document = await this.#documentOf(request);
    const { targets, part, dry, basis } = request;
    const run = await this.#parts.engine.run(document, {
      ...(await this.#optionsOf(request, document)),
      ...(lock && { lock }),
      ...(traceparent !== undefined && { traceparent }),
    });
    return this.#watch(run, {
      summary: {
        id: run.id,
        ...(request.workflowId !== undefined && { workflowId: request.workflowId }),
        workflowName: document.name?.trim() || 'Untitled',
        workflowHash: semanticHash(document),
        status: 'queued',
        ...(targets && { targets }),
        ...(part && !targets && { part }),
        ...(basis !== undefined && { basis }),
        ...(dry && { dry }),
        ...(predictionId !== undefined && { predictionId }),
        createdAt: new Date().toISOString(),
        steps: { total: 0, succeeded: 0, cached: 0, failed: 0, skipped: 0, canceled: 0 },
        thumbnails: [],
      },
    });
  }

  /**
   * Computes what failed in a run, or was skipped for it, in a new run of the same workflow.
   *
   * @throws HttpError 404 `run-not-found`, 409 `run-active`; EngineError as `Engine.run`.
   */
  async retry(id: string): Promise<RunSummary> {
    if (this.#live.has(id)) throw runActive();
    const { workflow, inputs, workflowId } = await this.get(id);
    return this.start({
      workflow,
      inputs,
      part: { kind: 'failed' },
      basis: id,
      ...(workflowId !== undefined && { workflowId }),
    });
  }

  /** Newest first. @throws HttpError 400 `invalid-cursor`. */
  list(listing: RunListing = {}): RunPage {
    for (const live of this.#live.values()) live.save();
    return this.#parts.records.list(listing);
  }

  /** @throws HttpError 404 `run-not-found`. */
  async get(id: string): Promise<RunRecord> {
    const live = this.#live.get(id);
    if (live) {
      const created = await firstOf(live.run.events());
      if (created?.type !== 'run.created') throw notFound('run', id);
      const workflow = live.document ?? created.workflow;
      const snapshot = live.run.snapshot();
      return { ...live.summary(), workflow, inputs: created.inputs, snapshot };
    }
    const { summary, document } = this.#find(id);
    const run = await foldRun(this.#parts.runs.read(id));
    if (!run) throw notFound('run', id);
    const snapshot = { ...run.core.snapshot(), status: summary.status };
    if (summary.endedAt !== undefined) snapshot.endedAt ??= Date.parse(summary.endedAt);
    const { workflow, inputs } = run.created;
    return { ...summary, workflow: document ?? workflow, inputs, snapshot };
  }

  /**
   * What came of a run so far; waits for its end where asked to.
   *
   * @throws HttpError 404 `run-not-found`.
   */
  async result(id: string, { waitMs, signal }: WaitOptions): Promise<RunResult> {
    const live = this.#live.get(id);
    if (live && waitMs > 0) await waitUntil(live.ended, waitMs, [signal, this.closing]);
    const { workflow: _workflow, inputs: _inputs, snapshot, ...summary } = await this.get(id);
    return { ...summary, outputs: snapshot.outputs };
  }

  /** The run in short. @throws HttpError 404 `run-not-found`. */
  summary(id: string): RunSummary {
    return this.#live.get(id)?.summary() ?? this.#find(id).summary;
  }

  /** @throws HttpError 404 `run-not-found`. */
  follow(id: string): FollowedRun {
    const live = this.#live.get(id);
    if (live) {
      // The run keeps its events until nobody reads them: whoever reads from it misses none.
      return { live: live.run, events: (after) => skipTo(live.run.events(), after) };
    }
    this.#find(id);
    return { live: undefined, events: (after) => this.#parts.runs.read(id, after) };
  }

  /** Ends a run; one that has ended stays as it is. @throws HttpError 404 `run-not-found`. */
  async cancel(id: string): Promise<RunSummary> {
    const live = this.#live.get(id);
    live?.run.cancel();
    if (live) return live.summary();
    const { summary } = this.#find(id);
    if (hasEnded(summary)) return summary;
    // Only who carries it out can end what it has under way elsewhere.
    await this.resume(id, { force: true });
    return this.cancel(id);
  }

  /** @throws HttpError 404 `run-not-found`, 409 `run-active`. */
  async delete(id: string): Promise<void> {
    if (this.#live.has(id)) throw runActive();
    this.#find(id);
    await this.#parts.runs.delete(id);
    this.#parts.records.delete(id);
  }

  /** Goes on with what was under way when an earlier process ended, however it ended. */
  async recover(): Promise<void> {
    const { engine, records, logger } = this.#parts;
    const abandoned = await engine.abandonedRuns();
    for (const id of abandoned) {
      try {
        await this.resume(id);
      } catch (error) {
        const { code, message } = toErrorRecord(error);
        const entry = records.find(id);
        if (entry)
          records.update({ ...entry.summary, status: 'waiting', error: { code, message } });
        logger.warn('A run could not be gone on with.', { runId: id, code, message });
      }
    }
    for (const summary of records.unfinished()) {
      const isKnown = this.#live.has(summary.id) || abandoned.includes(summary.id);
      if (!isKnown) await this.#interrupt(summary);
    }
  }

  /**
   * Goes on with a run that no process carries out any more.
   *
   * @throws EngineError as `Engine.resume`.
   */
  async resume(id: string, options: { force?: boolean } = {}): Promise<RunSummary> {
    const { engine, records, secrets, runs } = this.#parts;
    const run = await engine.resume(id, { ...options, secrets: await secrets.all() });
    const entry = records.find(id) ?? (await entryOf(runs, id));
    const { endedAt: _endedAt, error: _error, ...summary } = entry.summary;
    if (!records.find(id)) records.add(entry);
    return this.#watch(run, { ...entry, summary: { ...summary, status: 'running' } }, true);
  }

  /** Lets go of those who follow. */
  stopFollowing(): void {
    this.#closing.abort();
  }

  /** To be called when the engine has been closed: writes what is left to be written. */
  async close(): Promise<void> {
    this.stopFollowing();
    await Promise.all([...this.#live.values()].map(({ ended }) => ended));
    this.#parts.records.close();
  }

  async #documentOf({ workflow, workflowId }: StartRun): Promise<Workflow> {
    if (workflow !== undefined) return readDocument(workflow);
    if (workflowId === undefined) {
      throw new HttpError(400, {
        code: 'invalid-request',
        message: 'The request names no workflow to run.',
        hint: 'Give a document as "workflow", or the id of a saved one as "workflowId".',
      });
    }
    const saved = await this.#parts.workflows.get(workflowId);
    if (!saved) throw notFound('workflow', workflowId);
    return readDocument(saved.workflow);
  }

  async #optionsOf(request: StartRun, workflow: Workflow): Promise<RunOptions> {
    const needsSecrets = JSON.stringify(workflow).includes('"$secret"');
    return {
      ...partOf(request),
      folder: noFolder,
      inputs: request.inputs ?? {},
      interactive: true,
      fresh: request.fresh ?? false,
      failFast: request.failFast ?? false,
      dry: request.dry ?? false,
      ...(needsSecrets && { secrets: await this.#parts.secrets.all() }),
    };
  }

  #watch(run: Run, entry: RunEntry, resumed = false): RunSummary {
    const { records, runs, logger } = this.#parts;
    let live: LiveRun;
    try {
      live = new LiveRun({ run, ...entry, resumed, records, runs, logger });
    } catch (error) {
      // A run of which there is no record could be neither seen nor ended.
      run.cancel();
      throw error;
    }
    this.#live.set(run.id, live);
    void live.ended.then((summary) => {
      this.#live.delete(run.id);
      return this.#showPicture(summary);
    });
    return entry.summary;
  }

  #find(id: string): RunEntry {
    const entry = this.#parts.records.find(id);
    if (!entry) throw notFound('run', id);
    return entry;
  }

  /** Ends a run that no process runs any more. */
  async #interrupt(summary: RunSummary): Promise<RunSummary> {
    const { records, runs, logger } = this.#parts;
    const run = await interruptRun(runs, summary.id);
    const { code, message } = interruption;
    const endedAt = new Date().toISOString();
    const lost = { status: 'failed', endedAt, error: { code, message } } as const;
    const ended = { ...summary, ...(run ? summariseRun(run.core.snapshot()) : lost) };
    // Steps may have failed before; what ended the run is what to tell.
    if (run?.core.error?.code === code) ended.error = lost.error;
    // Nothing of it was kept: a dry run, or one that ended before its first event.
    if (run) records.update(ended);
    else records.delete(summary.id);
    const { id, status } = ended;
    logger.warn('A run was under way when its server stopped.', { runId: id, status });
    return ended;
  }

  /** Shows what came of a workflow where workflows are listed. */
  async #showPicture({ workflowId, status, dry, thumbnails }: RunSummary): Promise<void> {
    // What comes last is what the rest was made for.
    const picture = thumbnails.findLast(({ mediaType }) => mediaType.startsWith('image/'));
    if (!picture || workflowId === undefined || dry || status !== 'succeeded') return;
    try {
      await this.#parts.workflows.setPicture(workflowId, picture.$artifact);
    } catch (error) {
      this.#parts.logger.warn('The picture of a workflow could not be set.', {
        workflowId,
        error: String(error),
      });
    }
  }
}
