import { EngineError } from '../errors/engine-error.ts';
import { toErrorRecord } from '../errors/to-error-record.ts';
import { createDeferred } from '../platform/deferred.ts';
import type { Step } from '../run/branch.ts';
import { RunCore, type Command } from '../run/run-core.ts';
import type {
  NewRunEvent,
  RunCreated,
  RunEvent,
  StepStarted,
  StepSucceeded,
} from '../run/run-events.ts';
import { isTerminalRun } from '../run/run-machine.ts';
import type { Run, RunListener, RunResult } from './engine.ts';
import { EventLog } from './event-log.ts';
import type { SharedResult } from './in-flight.ts';
import { Listeners } from './listeners.ts';
import { performStep, rehearseStep } from './perform-step.ts';
import { remainingPaths, workOf } from './remaining-paths.ts';
import { drawRandom, resolveInput } from './resolve-input.ts';
import type { RunNotice } from './run-notice.ts';
import type { Runtime } from './runtime.ts';
import { StepCache } from './step-cache.ts';
import { StepJob, type JobOwner } from './step-job.ts';
import { toRunResult } from './to-run-result.ts';
import { fileAddresses, UrlFiles } from './url-files.ts';

/** How one run is carried out. */
export interface ExecutionOptions {
  fresh: boolean;
  interactive: boolean;
  secrets: Readonly<Record<string, string>>;
  /** Names the workflow in the explanations of the cache. */
  scope: string;
}

/**
 * Carries out the commands of one run core in this process and feeds it what happens.
 *
 * 1. An event is numbered, kept, applied, and only then acted upon.
 * 2. Commands are worked off one after the other, never inside one another: chains of any length
 *    take no stack.
 */
export class RunExecution implements Run, JobOwner {
  readonly id: string;
  readonly core: RunCore;
  readonly runtime: Runtime;
  readonly #options: ExecutionOptions;
  readonly #cache: StepCache;
  readonly #log = new EventLog();
  readonly #listeners: Listeners;
  readonly #timers = new Map<string, () => void>();
  /** Handed to the scheduler and not ended yet. */
  readonly #jobs = new Map<Step, StepJob>();
  readonly #result = createDeferred<RunResult>();
  readonly #priorities: readonly number[];
  readonly #files: UrlFiles | undefined;
  #commands: Command[] = [];
  #dispatching = false;
  #crashed = false;

  constructor(
    runtime: Runtime,
    created: Omit<RunCreated, 'sequence' | 'at'>,
    options: ExecutionOptions,
  ) {
    this.id = created.runId;
    this.runtime = runtime;
    this.#options = options;
    this.#listeners = new Listeners(runtime.platform.logger);
    const { scope, fresh } = options;
    this.#cache = new StepCache(runtime, { runId: created.runId, scope, fresh });
    const { runId, graph, failFast } = created;
    this.core = new RunCore({ runId, graph, failFast });
    this.#priorities = remainingPaths(graph, runtime.history);
    const { fetcher, platform } = runtime;
    this.#files = fetcher && new UrlFiles(fetcher, platform.clock);
    void this.append(created, true);
  }

  get interactive(): boolean {
    return this.#options.interactive;
  }

  get result(): Promise<RunResult> {
    return this.#result.promise;
  }

  /** Lets the first steps go. */
  start(): void {
    if (this.core.state === 'queued') void this.append({ type: 'run.started' }, false);
  }

  events(): AsyncIterable<RunEvent> {
    return this.#log.read();
  }

  subscribe(listener: RunListener): () => void {
    return this.#listeners.add(listener);
  }

  snapshot(): ReturnType<RunCore['snapshot']> {
    return this.core.snapshot();
  }

  cancel(): void {
    const { state } = this.core;
    if (this.#crashed || state === 'canceling' || isTerminalRun(state)) return;
    void this.append({ type: 'run.cancel-requested' }, true);
  }

  /** Numbers an event, keeps it, applies it, and acts upon it. Resolves when it is kept. */
  append(event: NewRunEvent, durable: boolean): Promise<void> | void {
    if (this.#crashed) return;
    const { clock } = this.runtime.platform;
    const numbered = event as RunEvent;
    numbered.sequence = this.core.sequence + 1;
    numbered.at = clock.now();
    let kept: Promise<void> | void;
    try {
      kept = this.runtime.runs.append(this.id, [numbered], { durable });
    } catch (error) {
      this.#crash(error);
      throw error;
    }
    const commands = this.core.apply(numbered);
    this.#log.push(numbered);
    this.#listeners.tell(numbered);
    if (!kept) {
      this.#dispatch(commands);
      return;
    }
    return kept.then(
      () => this.#dispatch(commands),
      (error: unknown) => {
        this.#crash(error);
        throw error;
      },
    );
  }

  notify(notice: RunNotice): void {
    this.#listeners.notify(notice);
  }

  /** The store failed: what cannot be kept is not done. */
  #crash(error: unknown): void {
    this.#crashed = true;
    this.#release();
    for (const job of this.#jobs.values()) job.abort();
    this.#result.reject(error);
    this.#log.end();
  }

  #dispatch(commands: readonly Command[]): void {
    this.#commands.push(...commands);
    if (this.#dispatching) return;
    this.#dispatching = true;
    try {
      // The list grows while it is worked off.
      for (let index = 0; index < this.#commands.length; index += 1) {
        this.#carryOut(this.#commands[index] as Command);
      }
    } finally {
      this.#commands = [];
      this.#dispatching = false;
    }
  }

  #carryOut(command: Command): void {
    switch (command.kind) {
      case 'start':
        this.#startSteps(command.steps);
        return;
      case 'timer':
        this.#setTimer(command.step, command.dueAt);
        return;
      case 'cancel':
        this.#release();
        for (const step of command.steps) this.#jobs.get(step)?.abort();
        return;
      case 'finish':
        this.#finish(command.type);
    }
  }

  #setTimer(step: Step, dueAt: number): void {
    const { clock, random } = this.runtime.platform;
    const delayMs = Math.max(0, dueAt - clock.now());
    const jitterMs = delayMs * 0.2 * random.next();
    const cancelTimer = clock.setTimer(dueAt + jitterMs, () => {
      this.#timers.delete(step.id);
      void this.append({ type: 'step.due', step: step.id }, false);
    });
    this.#timers.set(step.id, cancelTimer);
  }

  /** Lets go of what waits: nothing of this run starts any more. */
  #release(): void {
    this.runtime.scheduler.removeRun(this.id);
    this.#files?.abort();
    for (const cancelTimer of this.#timers.values()) cancelTimer();
    this.#timers.clear();
    for (const [step, job] of this.#jobs) {
      if (job.underWay) continue;
      this.#jobs.delete(step);
      this.#endShared(job, undefined);
    }
  }

  #finish(type: 'run.succeeded' | 'run.failed' | 'run.canceled'): void {
    this.#release();
    this.#saveHistory();
    const status = type.slice('run.'.length) as RunResult['status'];
    const finish = () => {
      this.#result.resolve(toRunResult(this.core, status));
      this.#log.end();
    };
    const kept = this.append({ type }, true);
    if (kept) void kept.then(finish, () => {});
    else if (!this.#crashed) finish();
  }

  #saveHistory(): void {
    try {
      this.runtime.history.save?.();
    } catch (error) {
      // Estimates are not worth a run.
      this.runtime.platform.logger.warn('Durations could not be kept.', { error: String(error) });
    }
  }

  #startSteps(steps: readonly Step[]): void {
    // What is known at once is handed over together, so that the most urgent goes first.
    let ready: StepJob[] | undefined = [];
    for (const step of steps) {
      const input = this.core.inputOf(step);
      const addresses = this.#files ? fileAddresses(step.node.plan, input) : [];
      if (this.#files && addresses.length > 0) {
        void this.#startWithFiles(step, this.#files.fill(step.node.plan, input, addresses));
        this.notify({
          type: 'progress',
          step: step.id,
          status: 'starting',
          phase: 'fetching files',
        });
        continue;
      }
      const job = this.#prepare(step, input);
      if (!job) continue;
      this.#seek(job, () => {
        if (ready) ready.push(job);
        else this.#schedule([job]);
      });
    }
    const jobs = ready;
    ready = undefined;
    if (jobs.length > 0) this.#schedule(jobs);
  }

  /** What files are is part of what a step is known by: they come first. */
  async #startWithFiles(step: Step, filled: Promise<Record<string, unknown>>): Promise<void> {
    const isWanted = () => step.state === 'queued' && !this.#crashed;
    try {
      const input = await filled;
      const job = isWanted() ? this.#prepare(step, input) : undefined;
      if (job) this.#seek(job, () => this.#schedule([job]));
    } catch (error) {
      if (isWanted()) this.#appendFailure(step, step.attempt + 1, error);
    }
  }

  /** Takes the answer of an equal step, or lets the step be computed. */
  #seek(job: StepJob, compute: () => void): void {
    const { step, target, cached } = job;
    if (!cached) {
      compute();
      return;
    }
    const isWanted = () => target.state === 'queued' && !this.#crashed;
    this.#cache.find(
      { step, cached },
      {
        answer: (result) => {
          if (isWanted()) this.#appendCached(job, result);
        },
        compute: (miss) => {
          if (!isWanted()) {
            this.#endShared(job, undefined);
            return;
          }
          this.notify({ type: 'cache-miss', step, miss });
          compute();
        },
      },
    );
  }

  #schedule(jobs: readonly StepJob[]): void {
    for (const job of jobs) this.#jobs.set(job.target, job);
    this.runtime.scheduler.add(jobs);
  }

  #prepare(step: Step, raw: Record<string, unknown>): StepJob | undefined {
    const { graph } = this.core;
    const node = step.node.plan;
    const { clock, random } = this.runtime.platform;
    try {
      const draws = step.draws ?? drawRandom(graph, node, { input: raw, random });
      const { secrets } = this.#options;
      const job = new StepJob(this, {
        step,
        input: resolveInput(graph, node, { input: raw, draws, secrets }),
        draws,
        readyAt: clock.now(),
        remainingMs: this.#priorities[step.node.index] ?? 0,
        lanes: this.runtime.lanes.of(node),
      });
      job.cached = this.#cache.keyOf(node, job.input);
      return job;
    } catch (error) {
      this.#appendFailure(step, step.attempt + 1, error);
      return undefined;
    }
  }

  #appendCached({ step, draws }: StepJob, { runId, step: origin, output }: SharedResult): void {
    const drawn = draws && { draws };
    const from = { runId, step: origin };
    void this.append({ type: 'step.cached', step, output, from, ...drawn }, false);
  }

  async perform(job: StepJob): Promise<void> {
    const { target, attempt } = job;
    let result: Record<string, unknown> | undefined;
    try {
      if (target.state !== 'queued' || this.#crashed) return;
      this.#appendStarted(job);
      const perform = this.runtime.dry ? rehearseStep : performStep;
      const output = await perform(job, target.node.plan, job.input);
      this.#noteDuration(job);
      if (job.cached) this.#cache.keep({ step: job.step, cached: job.cached }, output);
      result = output;
      const kept = this.#appendSucceeded(job, output);
      if (kept) await kept;
    } catch (error) {
      if (job.aborted) void this.append({ type: 'step.canceled', step: job.step }, false);
      else this.#appendFailure(target, attempt, error);
    } finally {
      this.#jobs.delete(target);
      this.#endShared(job, result);
    }
  }

  // There are two events for every step; an object that is whole from the start is made faster.
  #appendStarted({ step, attempt, draws }: StepJob): void {
    const started: StepStarted = { sequence: 0, at: 0, type: 'step.started', step, attempt };
    if (draws) started.draws = draws;
    void this.append(started, false);
  }

  #appendSucceeded(job: StepJob, output: Record<string, unknown>): Promise<void> | void {
    const { step, attempt } = job;
    const type = 'step.succeeded';
    const succeeded: StepSucceeded = { sequence: 0, at: 0, type, step, attempt, output };
    if (job.target.node.plan.provider !== undefined) succeeded.times = job.times;
    return this.append(succeeded, true);
  }

  /** Waiting, here and at the provider, and making the model ready are not the work itself. */
  #noteDuration({ target, readyAt, times }: StepJob): void {
    const { history, platform } = this.runtime;
    const elapsedMs = platform.clock.now() - readyAt;
    history.note(workOf(target.node.plan), Math.max(0, elapsedMs - times.queueMs - times.bootMs));
  }

  #endShared({ step, cached }: StepJob, output: Record<string, unknown> | undefined): void {
    if (cached) this.#cache.end({ step, cached }, output);
  }

  #appendFailure(step: Step, attempt: number, error: unknown): void {
    if (this.#crashed) return;
    if (!EngineError.isInstance(error)) {
      this.runtime.platform.logger.error('A node failed unexpectedly.', {
        step: step.id,
        stack: error instanceof Error ? error.stack : String(error),
      });
    }
    const record = { ...toErrorRecord(error), nodeId: step.node.plan.id };
    void this.append({ type: 'step.failed', step: step.id, attempt, error: record }, false);
  }
}
