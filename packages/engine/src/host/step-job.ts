import type { KnownCall, Step } from '../run/branch.ts';
import type { NewRunEvent, StepTimes } from '../run/run-events.ts';
import type { Lane } from './lane.ts';
import type { LaneJob } from './lane-scheduler.ts';
import type { AbortReason, PredictionCaller } from './model-call.ts';
import type { RunNotice } from './run-notice.ts';
import type { Runtime } from './runtime.ts';
import type { StepKey } from './step-cache.ts';

/** What a job needs of the run that it belongs to. */
export interface JobOwner {
  readonly id: string;
  readonly runtime: Runtime;
  readonly interactive: boolean;
  /** Resolves when a request to cancel is kept and acted upon; missing where there is none. */
  readonly ending: Promise<void> | undefined;
  append(event: NewRunEvent, durable: boolean): Promise<void> | void;
  notify(notice: RunNotice): void;
  perform(job: StepJob): Promise<void>;
}

/** What is known of an attempt when its step is ready. */
export interface JobFacts {
  step: Step;
  input: Record<string, unknown>;
  draws: Record<string, number> | undefined;
  readyAt: number;
  remainingMs: number;
  lanes: readonly Lane[];
}

const noCalls: ReadonlyMap<string, KnownCall> = new Map();

/**
 * One attempt of a step on its way through the host: waits for a place in its lanes, then runs.
 * There is one for every step of a run, so it makes only what is asked for.
 */
export class StepJob implements LaneJob, PredictionCaller {
  readonly target: Step;
  readonly input: Record<string, unknown>;
  readonly draws: Record<string, number> | undefined;
  readonly lanes: readonly Lane[];
  readonly remainingMs: number;
  readonly attempt: number;
  /** Whether it goes on with an attempt that another process began. */
  readonly continues: boolean;
  /** Milliseconds since the epoch. */
  readonly readyAt: number;
  /** Missing where the step is not cacheable. */
  cached: StepKey | undefined;
  /** Whether it has left its lanes' queue. */
  underWay = false;
  aborted = false;
  readonly #owner: JobOwner;
  readonly #calls: ReadonlyMap<string, KnownCall>;
  #startedAt = 0;
  #performing: Promise<void> | undefined;
  #reason: AbortReason | undefined;
  #times: StepTimes | undefined;
  #controller: AbortController | undefined;

  constructor(owner: JobOwner, facts: JobFacts) {
    this.#owner = owner;
    this.target = facts.step;
    this.input = facts.input;
    this.draws = facts.draws;
    this.lanes = facts.lanes;
    this.remainingMs = facts.remainingMs;
    const { state, attempt, calls } = facts.step;
    this.continues = state === 'running';
    this.attempt = this.continues ? attempt : attempt + 1;
    this.#calls = this.continues && calls ? new Map(calls) : noCalls;
    this.readyAt = facts.readyAt;
  }

  /** Resolves when an attempt that was under way has ended, however it ended. */
  get ended(): Promise<void> {
    return this.#performing ?? Promise.resolve();
  }

  get runtime(): Runtime {
    return this.#owner.runtime;
  }

  get ending(): Promise<void> | undefined {
    return this.#owner.ending;
  }

  get runId(): string {
    return this.#owner.id;
  }

  get interactive(): boolean {
    return this.#owner.interactive;
  }

  get step(): string {
    return this.target.id;
  }

  get deadlineMs(): number | undefined {
    return this.target.node.plan.deadlineMs;
  }

  get times(): StepTimes {
    const queueMs = this.#startedAt - this.readyAt;
    this.#times ??= { queueMs, bootMs: 0, runMs: 0, transferMs: 0 };
    return this.#times;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.aborted) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  start(): Promise<void> {
    this.underWay = true;
    this.#startedAt = this.runtime.platform.clock.now();
    this.#performing = this.#owner.perform(this);
    return this.#performing;
  }

  abort(why: AbortReason): void {
    this.aborted = true;
    this.#reason = why;
    this.#controller?.abort(why);
  }

  earlierCall(key: string): KnownCall | undefined {
    return this.#calls.get(key);
  }

  append(event: NewRunEvent, durable: boolean): Promise<void> | void {
    return this.#owner.append(event, durable);
  }

  notify(notice: RunNotice): void {
    this.#owner.notify(notice);
  }
}
