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
import { isTerminalStep } from '../run/step-table.ts';
import type { Run, RunListener, RunResult } from './engine.ts';
import type { BasisResults } from './basis-results.ts';
import { EventLog } from './event-log.ts';
import { Listeners } from './listeners.ts';
import { performStep, rehearseStep } from './perform-step.ts';
import { workOf } from './remaining-paths.ts';
import type { RunNotice } from './run-notice.ts';
import type { Runtime } from './runtime.ts';
import { StepCache } from './step-cache.ts';
import { StepIntake, type IntakeOwner } from './step-intake.ts';
import type { StepJob } from './step-job.ts';
import { toRunResult } from './to-run-result.ts';

/** How one run is carried out. */
export interface ExecutionOptions {
  fresh: boolean;
  interactive: boolean;
  secrets: Readonly<Record<string, string>>;
  /** Names the workflow in the explanations of the cache. */
  scope: string;
  /** What is taken from earlier runs. */
  results?: BasisResults;
}

/**
 * Carries out the commands of one run core in this process and feeds it what happens.
 *
 * 1. An event is numbered, kept, applied, and only then acted upon.
 * 2. Commands are worked off one after the other, never inside one another: chains of any length
 *    take no stack.
 */
export class RunExecution implements Run, IntakeOwner {
  readonly id: string;
  readonly core: RunCore;
  readonly runtime: Runtime;
  /** Resolves when the run is kept; rejects where it cannot be. Missing where that was at once. */
  readonly created: Promise<void> | void = undefined;
  readonly #options: ExecutionOptions;
  readonly #cache: StepCache;
  readonly #log = new EventLog();
  readonly #listeners: Listeners;
  readonly #timers = new Map<string, () => void>();
  /** Handed to the scheduler and not ended yet. */
  readonly #jobs = new Map<Step, StepJob>();
  readonly #result = createDeferred<RunResult>();
  readonly #intake: StepIntake;
  readonly #isAdopted: boolean;
  #ending: Promise<void> | undefined;
  #commands: Command[] = [];
  #dispatching = false;
  #crashed = false;
  #parked = false;

  /**
   * @param past - What an earlier process did of the run, where there was one.
   */
  constructor(
    runtime: Runtime,
    created: Omit<RunCreated, 'sequence' | 'at'>,
    options: ExecutionOptions & { past?: readonly RunEvent[] },
  ) {
    this.id = created.runId;
    this.runtime = runtime;
    this.#options = options;
    this.#listeners = new Listeners(runtime.platform.logger);
    const { scope, fresh, secrets, results } = options;
    this.#cache = new StepCache(runtime, { runId: created.runId, scope, fresh });
    const { runId, graph, failFast } = created;
    this.core = new RunCore({ runId, graph, failFast });
    this.#intake = new StepIntake(this, { cache: this.#cache, secrets, fresh, results });
    this.#isAdopted = options.past !== undefined;
    if (options.past) this.#recall(options.past);
    else this.created = this.append(created, true);
  }

  get interactive(): boolean {
    return this.#options.interactive;
  }

  get ending(): Promise<void> | undefined {
    return this.#ending;
  }

  /** Whether nothing of it starts any more in this process. */
  get stopped(): boolean {
    return this.#crashed || this.#parked;
  }

  get result(): Promise<RunResult> {
    return this.#result.promise;
  }

  /** Lets the first steps go, or goes on where an earlier process ended. */
  start(): void {
    if (this.#isAdopted) {
      this.put({ type: 'run.adopted' }, true);
      this.#dispatch(this.core.pending());
    }
    if (this.core.state === 'queued') this.put({ type: 'run.started' }, false);
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
    try {
      const kept = this.append({ type: 'run.cancel-requested' }, true);
      // Where it cannot be kept, what is under way is left, and told so before this resolves.
      this.#ending = kept?.catch(() => {});
    } catch {
      // Told by `result`.
    }
  }

  async park(): Promise<void> {
    if (this.#crashed || this.#parked || isTerminalRun(this.core.state)) return;
    this.#parked = true;
    const underWay = [...this.#jobs.values()].filter((job) => job.underWay);
    this.#release();
    for (const job of underWay) job.abort('parked');
    await Promise.all(underWay.map((job) => job.ended));
    if (isTerminalRun(this.core.state)) return;
    this.#crashed = true;
    this.#result.reject(
      new EngineError({
        code: 'run-parked',
        message: `The run ${this.id} was left where it is, to be gone on with later.`,
        hint: 'Start the server again, or resume the run: nothing that was paid for is lost.',
      }),
    );
    this.#log.end();
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

  /** Appends for those who have nothing to do with a failure: the run itself ends with it. */
  put(event: NewRunEvent, durable: boolean): void {
    try {
      void this.append(event, durable)?.catch(() => {});
    } catch {
      // Told by `result`.
    }
  }

  /** Goes through what is known of the run, and acts on nothing of it. */
  #recall(past: readonly RunEvent[]): void {
    const { creates, platform } = this.runtime;
    creates.forget(this.id);
    for (const event of past) {
      this.core.apply(event);
      this.#log.push(event);
      if (event.type !== 'step.prediction') continue;
      const call = this.core.step(event.step)?.calls?.get(event.key);
      if (!call) continue;
      const claim = { runId: this.id, at: platform.clock.now() };
      creates.claim(call.provider, event.predictionId, claim);
    }
  }

  notify(notice: RunNotice): void {
    this.#listeners.notify(notice);
  }

  /** The store failed: what cannot be kept is not done. */
  #crash(error: unknown): void {
    this.#crashed = true;
    this.#release();
    // What it can no longer write down another process may still find.
    for (const job of this.#jobs.values()) job.abort('parked');
    this.#result.reject(error);
    this.#log.end();
  }

  #dispatch(commands: readonly Command[]): void {
    // What a parked run would do next is for the process that goes on with it.
    if (this.#parked) return;
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
      case 'continue':
        this.#intake.take(command.steps);
        return;
      case 'timer':
        this.#setTimer(command.step, command.dueAt);
        return;
      case 'cancel':
        this.#release();
        for (const step of command.steps) this.#endStep(step);
        return;
      case 'finish':
        this.#finish(command.type);
    }
  }

  /** Ends an attempt under way, also one that an earlier process began. */
  #endStep(step: Step): void {
    const job = this.#jobs.get(step);
    if (job) {
      job.abort('canceled');
      return;
    }
    // It ended by itself while the store took its time.
    if (isTerminalStep(step.state)) return;
    const foreign = step.calls?.size ? this.#intake.prepare(step) : undefined;
    if (!foreign) {
      this.put({ type: 'step.canceled', step: step.id }, false);
      return;
    }
    foreign.abort('canceled');
    this.#jobs.set(step, foreign);
    void foreign.start();
  }

  #setTimer(step: Step, dueAt: number): void {
    const { clock, random } = this.runtime.platform;
    const delayMs = Math.max(0, dueAt - clock.now());
    const jitterMs = delayMs * 0.2 * random.next();
    const cancelTimer = clock.setTimer(dueAt + jitterMs, () => {
      this.#timers.delete(step.id);
      this.put({ type: 'step.due', step: step.id }, false);
    });
    this.#timers.set(step.id, cancelTimer);
  }

  /** Lets go of what waits: nothing of this run starts any more. */
  #release(): void {
    this.runtime.scheduler.removeRun(this.id);
    this.#intake.abort();
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
    try {
      const kept = this.append({ type }, true);
      if (kept) void kept.then(finish, () => {});
      else if (!this.#crashed) finish();
    } catch {
      // Told by `result`.
    }
  }

  #saveHistory(): void {
    try {
      this.runtime.history.save?.();
    } catch (error) {
      // Estimates are not worth a run.
      this.runtime.platform.logger.warn('Durations could not be kept.', { error: String(error) });
    }
  }

  schedule(jobs: readonly StepJob[]): void {
    for (const job of jobs) this.#jobs.set(job.target, job);
    this.runtime.scheduler.add(jobs);
  }

  async perform(job: StepJob): Promise<void> {
    const { target, attempt } = job;
    let result: Record<string, unknown> | undefined;
    try {
      if (this.#crashed || this.#parked) return;
      if (!job.continues) {
        if (target.state !== 'queued') return;
        this.#appendStarted(job);
      }
      const perform = this.runtime.dry ? rehearseStep : performStep;
      const output = await perform(job, target.node.plan, job.input);
      this.#noteDuration(job);
      if (job.cached) this.#cache.keep({ step: job.step, cached: job.cached }, output);
      result = output;
      const kept = this.#appendSucceeded(job, output);
      if (kept) await kept;
    } catch (error) {
      if (this.#parked) return;
      if (job.aborted) this.put({ type: 'step.canceled', step: job.step }, false);
      else this.appendFailure(target, attempt, error);
    } finally {
      this.#jobs.delete(target);
      this.#endShared(job, result);
    }
  }

  // There are two events for every step; an object that is whole from the start is made faster.
  #appendStarted({ step, attempt, draws }: StepJob): void {
    const started: StepStarted = { sequence: 0, at: 0, type: 'step.started', step, attempt };
    if (draws) started.draws = draws;
    this.put(started, false);
  }

  #appendSucceeded(job: StepJob, output: Record<string, unknown>): Promise<void> | void {
    const { step, attempt } = job;
    const type = 'step.succeeded';
    const succeeded: StepSucceeded = { sequence: 0, at: 0, type, step, attempt, output };
    if (job.target.node.plan.provider !== undefined) succeeded.times = job.times;
    // What nobody has paid for is computed again where it was lost with the last group.
    return this.append(succeeded, (job.target.calls?.size ?? 0) > 0);
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

  appendFailure(step: Step, attempt: number, error: unknown): void {
    if (this.#crashed) return;
    if (!EngineError.isInstance(error)) {
      this.runtime.platform.logger.error('A node failed unexpectedly.', {
        step: step.id,
        stack: error instanceof Error ? error.stack : String(error),
      });
    }
    const record = { ...toErrorRecord(error), nodeId: step.node.plan.id };
    this.put({ type: 'step.failed', step: step.id, attempt, error: record }, false);
  }
}
