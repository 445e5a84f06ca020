import type { Step } from '../run/branch.ts';
import type { NewRunEvent, StepTimes } from '../run/run-events.ts';
import type { Lane } from './lane.ts';
import type { LaneJob } from './lane-scheduler.ts';
import type { PredictionCaller } from './predict-call.ts';
import type { RunNotice } from './run-notice.ts';
import type { Runtime } from './runtime.ts';
import type { StepKey } from './step-cache.ts';

/** What a job needs of the run that it belongs to. */
export interface JobOwner {
  readonly id: string;
  readonly runtime: Runtime;
  readonly interactive: boolean;
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
  /** Milliseconds since the epoch. */
  readonly readyAt: number;
  /** Missing where the step is not cacheable. */
  cached: StepKey | undefined;
  /** Whether it has left its lanes' queue. */
  underWay = false;
  aborted = false;
  readonly #owner: JobOwner;
  #startedAt = 0;
  #times: StepTimes | undefined;
  #controller: AbortController | undefined;

  constructor(owner: JobOwner, facts: JobFacts) {
    this.#owner = owner;
    this.target = facts.step;
    this.input = facts.input;
    this.draws = facts.draws;
    this.lanes = facts.lanes;
    this.remainingMs = facts.remainingMs;
    this.attempt = facts.step.attempt + 1;
    this.readyAt = facts.readyAt;
  }

  get runtime(): Runtime {
    return this.#owner.runtime;
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
      if (this.aborted) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  start(): Promise<void> {
    this.underWay = true;
    this.#startedAt = this.runtime.platform.clock.now();
    return this.#owner.perform(this);
  }

  abort(): void {
    this.aborted = true;
    this.#controller?.abort();
  }

  append(event: NewRunEvent, durable: boolean): Promise<void> | void {
    return this.#owner.append(event, durable);
  }

  notify(notice: RunNotice): void {
    this.#owner.notify(notice);
  }
}
