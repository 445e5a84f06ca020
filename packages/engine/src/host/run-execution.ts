import { EngineError } from '../errors/engine-error.ts';
import { toErrorRecord } from '../errors/to-error-record.ts';
import { cacheKey, changedParts, type CacheMiss } from '../planning/cache-key.ts';
import { createDeferred } from '../platform/deferred.ts';
import type { KeyParts } from '../prediction/prediction-cache.ts';
import type { Step } from '../run/branch.ts';
import { RunCore, type Command } from '../run/run-core.ts';
import type { NewRunEvent, RunCreated, RunEvent, StepTimes } from '../run/run-events.ts';
import type { Run, RunListener, RunResult } from './engine.ts';
import { EventLog } from './event-log.ts';
import type { SharedResult } from './in-flight.ts';
import type { LaneJob } from './lane-scheduler.ts';
import { performStep } from './perform-step.ts';
import type { PredictionCaller } from './predict-call.ts';
import { remainingPaths } from './remaining-paths.ts';
import { drawRandom, resolveInput } from './resolve-input.ts';
import type { RunNotice } from './run-notice.ts';
import type { Runtime } from './runtime.ts';

/** How one run is carried out. */
export interface ExecutionOptions {
  fresh: boolean;
  interactive: boolean;
  secrets: Readonly<Record<string, string>>;
  /** Names the workflow in the explanations of the cache. */
  scope: string;
}

interface Prepared {
  step: Step;
  input: Record<string, unknown>;
  draws: Record<string, number> | undefined;
  readyAt: number;
  /** Missing where the step is not cacheable. */
  cached?: { key: string; parts: KeyParts };
}

/**
 * Carries out the commands of one run core in this process and feeds it what happens.
 *
 * 1. An event is numbered, kept, applied, and only then acted upon.
 * 2. Commands are worked off one after the other, never inside one another: chains of any length
 *    take no stack.
 */
export class RunExecution implements Run {
  readonly id: string;
  readonly core: RunCore;
  readonly #runtime: Runtime;
  readonly #options: ExecutionOptions;
  readonly #log = new EventLog();
  readonly #listeners = new Set<RunListener>();
  readonly #controllers = new Map<string, AbortController>();
  readonly #timers = new Map<string, () => void>();
  /** Handed to the scheduler and not started yet. */
  readonly #waiting = new Set<Prepared>();
  readonly #result = createDeferred<RunResult>();
  readonly #priorities: readonly number[];
  #commands: Command[] = [];
  #dispatching = false;
  #crashed = false;

  constructor(runtime: Runtime, created: Omit<RunCreated, 'sequence' | 'at'>, options: ExecutionOptions) {
    this.id = created.runId;
    this.#runtime = runtime;
    this.#options = options;
    const { runId, graph, failFast } = created;
    this.core = new RunCore({ runId, graph, failFast });
    this.#priorities = remainingPaths(graph);
    void this.append(created, true);
  }

  get result(): Promise<RunResult> {
    return this.#result.promise;
  }

  /** Lets the first steps go. */
  start(): void {
    void this.append({ type: 'run.started' }, false);
  }

  events(): AsyncIterable<RunEvent> {
    return this.#log.read();
  }

  subscribe(listener: RunListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshot(): ReturnType<RunCore['snapshot']> {
    return this.core.snapshot();
  }

  cancel(): void {
    if (!this.#crashed) void this.append({ type: 'run.cancel-requested' }, true);
  }

  /** Numbers an event, keeps it, applies it, and acts upon it. Resolves when it is kept. */
  append(event: NewRunEvent, durable: boolean): Promise<void> | void {
    if (this.#crashed) return;
    const { clock } = this.#runtime.platform;
    const numbered = event as RunEvent;
    numbered.sequence = this.core.sequence + 1;
    numbered.at = clock.now();
    let kept: Promise<void> | void;
    try {
      kept = this.#runtime.runs.append(this.id, [numbered], { durable });
    } catch (error) {
      this.#crash(error);
      throw error;
    }
    const commands = this.core.apply(numbered);
    this.#log.push(numbered);
    for (const listener of this.#listeners) listener.onEvent?.(numbered);
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

  #notify(notice: RunNotice): void {
    for (const listener of this.#listeners) listener.onNotice?.(notice);
  }

  /** The store failed: what cannot be kept is not done. */
  #crash(error: unknown): void {
    this.#crashed = true;
    this.#release();
    for (const controller of this.#controllers.values()) controller.abort();
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
        for (const step of command.steps) this.#controllers.get(step.id)?.abort();
        return;
      case 'finish':
        this.#finish(command.type);
    }
  }

  #setTimer(step: Step, dueAt: number): void {
    const { clock, random } = this.#runtime.platform;
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
    this.#runtime.scheduler.removeRun(this.id);
    for (const cancelTimer of this.#timers.values()) cancelTimer();
    this.#timers.clear();
    for (const prepared of this.#waiting) this.#endShared(prepared, undefined);
    this.#waiting.clear();
  }

  #finish(type: 'run.succeeded' | 'run.failed' | 'run.canceled'): void {
    this.#release();
    const status = type.slice('run.'.length) as RunResult['status'];
    const finish = () => {
      const snapshot = this.core.snapshot();
      this.#result.resolve({ runId: this.id, status, outputs: snapshot.outputs, snapshot });
      this.#log.end();
    };
    const kept = this.append({ type }, true);
    if (kept) void kept.then(finish, () => {});
    else if (!this.#crashed) finish();
  }

  #startSteps(steps: readonly Step[]): void {
    const jobs: LaneJob[] = [];
    for (const step of steps) {
      const prepared = this.#prepare(step);
      if (prepared && this.#mustCompute(prepared)) jobs.push(this.#toJob(prepared));
    }
    if (jobs.length > 0) this.#runtime.scheduler.add(jobs);
  }

  #prepare(step: Step): Prepared | undefined {
    const { graph } = this.core;
    const node = step.node.plan;
    const { clock, random } = this.#runtime.platform;
    try {
      const raw = this.core.inputOf(step);
      const draws = step.draws ?? drawRandom(graph, node, { input: raw, random });
      const { secrets } = this.#options;
      const input = resolveInput(graph, node, { input: raw, draws, secrets });
      const prepared: Prepared = { step, input, draws, readyAt: clock.now() };
      if (this.#runtime.cache && node.cacheable) {
        const account = this.#runtime.providers.find(node.provider ?? '')?.account;
        prepared.cached = cacheKey({ node, account, input });
      }
      return prepared;
    } catch (error) {
      this.#appendFailure(step, step.attempt + 1, error);
      return undefined;
    }
  }

  /** Whether a step has to be computed: it is not in the cache, and nobody else computes it. */
  #mustCompute(prepared: Prepared): boolean {
    const { cached } = prepared;
    const { cache, inFlight } = this.#runtime;
    if (!cached || !cache) return true;
    if (!this.#options.fresh) {
      const entry = cache.get(cached.key);
      if (entry) {
        this.#appendCached(prepared, entry);
        return false;
      }
    }
    if (inFlight.lead(cached.key)) {
      this.#explainMiss(prepared.step, cached);
      return true;
    }
    inFlight.follow(cached.key, (result) => {
      if (prepared.step.state !== 'queued') return;
      if (result) this.#appendCached(prepared, result);
      else if (this.#mustCompute(prepared)) this.#runtime.scheduler.add([this.#toJob(prepared)]);
    });
    return false;
  }

  #appendCached({ step, draws }: Prepared, from: SharedResult): void {
    const { runId, output } = from;
    const drawn = draws && { draws };
    void this.append(
      { type: 'step.cached', step: step.id, output, from: { runId, step: from.step }, ...drawn },
      false,
    );
  }

  #explainMiss(step: Step, { parts }: { parts: KeyParts }): void {
    if (this.#listeners.size === 0) return;
    const before = this.#runtime.cache?.lastParts(this.#scopeOf(step));
    const changed = before && changedParts(before, parts);
    let miss: CacheMiss = { kind: 'first-run' };
    if (this.#options.fresh) miss = { kind: 'fresh' };
    else if (changed) miss = changed.length > 0 ? { kind: 'changed', changed } : { kind: 'not-kept' };
    this.#notify({ type: 'cache-miss', step: step.id, miss });
  }

  #scopeOf(step: Step): string {
    return `${this.#options.scope}/${step.id}`;
  }

  #toJob(prepared: Prepared): LaneJob {
    const { step } = prepared;
    const lanes = this.#runtime.lanes.of(step.node.plan);
    this.#waiting.add(prepared);
    return {
      lanes,
      runId: this.id,
      interactive: this.#options.interactive,
      remainingMs: this.#priorities[step.node.index] ?? 0,
      start: () => this.#perform(prepared, lanes),
    };
  }

  async #perform(prepared: Prepared, lanes: PredictionCaller['lanes']): Promise<void> {
    const { step, draws } = prepared;
    this.#waiting.delete(prepared);
    if (step.state !== 'queued' || this.#crashed) return this.#endShared(prepared, undefined);
    const attempt = step.attempt + 1;
    const controller = new AbortController();
    this.#controllers.set(step.id, controller);
    let result: SharedResult | undefined;
    try {
      void this.append({ type: 'step.started', step: step.id, attempt, ...(draws && { draws }) }, false);
      const caller = this.#callerOf(prepared, { attempt, lanes, signal: controller.signal });
      const output = await performStep(caller, step.node.plan, prepared.input);
      this.#keepInCache(prepared, output);
      const times = step.node.plan.provider === undefined ? {} : { times: caller.times };
      result = { runId: this.id, step: step.id, output };
      await this.append({ type: 'step.succeeded', step: step.id, attempt, output, ...times }, true);
    } catch (error) {
      if (controller.signal.aborted) void this.append({ type: 'step.canceled', step: step.id }, false);
      else this.#appendFailure(step, attempt, error);
    } finally {
      this.#controllers.delete(step.id);
      this.#endShared(prepared, result);
    }
  }

  #callerOf(
    { step, readyAt }: Prepared,
    options: { attempt: number; lanes: PredictionCaller['lanes']; signal: AbortSignal },
  ): PredictionCaller {
    const queueMs = this.#runtime.platform.clock.now() - readyAt;
    const times: StepTimes = { queueMs, bootMs: 0, runMs: 0, transferMs: 0 };
    return {
      ...options,
      runtime: this.#runtime,
      runId: this.id,
      step: step.id,
      deadlineMs: step.node.plan.deadlineMs,
      times,
      append: (event, durable) => this.append(event, durable),
      notify: (notice) => this.#notify(notice),
    };
  }

  #keepInCache({ step, cached }: Prepared, output: Record<string, unknown>): void {
    if (!cached || Object.keys(output).length === 0) return;
    const { cache, platform } = this.#runtime;
    const { key, parts } = cached;
    const entry = { key, output, runId: this.id, step: step.id, createdAt: platform.clock.now() };
    try {
      cache?.put(entry, this.#scopeOf(step), parts);
    } catch (error) {
      // A result is not lost for want of a cache.
      platform.logger.warn('A result could not be kept in the cache.', { step: step.id, error: String(error) });
    }
  }

  #endShared({ cached }: Prepared, result: SharedResult | undefined): void {
    if (cached) this.#runtime.inFlight.end(cached.key, result);
  }

  #appendFailure(step: Step, attempt: number, error: unknown): void {
    if (this.#crashed) return;
    if (!EngineError.isInstance(error)) {
      this.#runtime.platform.logger.error('A node failed unexpectedly.', {
        step: step.id,
        stack: error instanceof Error ? error.stack : String(error),
      });
    }
    const record = { ...toErrorRecord(error), nodeId: step.node.plan.id };
    void this.append({ type: 'step.failed', step: step.id, attempt, error: record }, false);
  }
}
