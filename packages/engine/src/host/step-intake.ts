import type { Step } from '../run/branch.ts';
import type { RunCore } from '../run/run-core.ts';
import type { NewRunEvent } from '../run/run-events.ts';
import type { SharedResult } from './in-flight.ts';
import type { BasisResults } from './basis-results.ts';
import { remainingPaths } from './remaining-paths.ts';
import { drawRandom, resolveInput } from './resolve-input.ts';
import type { StepCache } from './step-cache.ts';
import { StepJob, type JobOwner } from './step-job.ts';
import { fileAddresses, UrlFiles } from './url-files.ts';

/** What the intake needs of the run that it belongs to. */
export interface IntakeOwner extends JobOwner {
  readonly core: RunCore;
  readonly stopped: boolean;
  put(event: NewRunEvent, durable: boolean): void;
  /** Hands jobs to the lanes. */
  schedule(jobs: readonly StepJob[]): void;
  appendFailure(step: Step, attempt: number, error: unknown): void;
}

/** How the steps of a run are let in. */
export interface IntakeOptions {
  cache: StepCache;
  secrets: Readonly<Record<string, string>>;
  /** Draw anew, also what an earlier run has drawn. */
  fresh: boolean;
  /** What is taken from earlier runs. */
  results: BasisResults | undefined;
}

/** The attempt that is to be made, or gone on with. */
function attemptOf(step: Step): number {
  return step.state === 'running' ? step.attempt : step.attempt + 1;
}

/**
 * The way of a step from ready to the lanes: files at addresses are fetched, `$random` draws, the
 * input is resolved, and an equal step's answer is taken where there is one.
 */
export class StepIntake {
  readonly #owner: IntakeOwner;
  readonly #cache: StepCache;
  readonly #secrets: Readonly<Record<string, string>>;
  readonly #results: BasisResults | undefined;
  readonly #fresh: boolean;
  readonly #files: UrlFiles | undefined;
  readonly #priorities: readonly number[];

  constructor(owner: IntakeOwner, { cache, secrets, results, fresh }: IntakeOptions) {
    this.#owner = owner;
    this.#cache = cache;
    this.#secrets = secrets;
    this.#results = results;
    this.#fresh = fresh;
    const { fetcher, platform, history } = owner.runtime;
    this.#files = fetcher && new UrlFiles(fetcher, platform.clock);
    this.#priorities = remainingPaths(owner.core.graph, history);
  }

  /** Nobody needs the files any more. */
  abort(): void {
    this.#files?.abort();
  }

  /** Lets steps go that are ready, or that an earlier process began. */
  take(steps: readonly Step[]): void {
    // What is known at once is handed over together, so that the most urgent goes first.
    let ready: StepJob[] | undefined = [];
    for (const step of steps) {
      const known = step.state === 'queued' ? this.#results?.eventOf(step) : undefined;
      if (known) {
        this.#owner.put(known, false);
        continue;
      }
      const input = this.#owner.core.inputOf(step);
      const addresses = this.#files ? fileAddresses(step.node.plan, input) : [];
      if (this.#files && addresses.length > 0) {
        void this.#takeWithFiles(step, this.#files.fill(step.node.plan, input, addresses));
        this.#owner.notify({
          type: 'progress',
          step: step.id,
          status: 'starting',
          phase: 'fetching files',
        });
        continue;
      }
      const job = this.prepare(step, input);
      if (!job) continue;
      this.#seek(job, () => {
        if (ready) ready.push(job);
        else this.#owner.schedule([job]);
      });
    }
    const jobs = ready;
    ready = undefined;
    if (jobs.length > 0) this.#owner.schedule(jobs);
  }

  /** The job of a step; undefined where its input is not right, which then is told. */
  prepare(step: Step, raw = this.#owner.core.inputOf(step)): StepJob | undefined {
    const { graph } = this.#owner.core;
    const node = step.node.plan;
    const { platform, lanes } = this.#owner.runtime;
    try {
      const draws = step.draws ?? this.#draw(step, raw);
      return new StepJob(this.#owner, {
        step,
        input: resolveInput(graph, node, { input: raw, draws, secrets: this.#secrets }),
        draws,
        readyAt: platform.clock.now(),
        remainingMs: this.#priorities[step.node.index] ?? 0,
        lanes: lanes.of(node),
      });
    } catch (error) {
      this.#owner.appendFailure(step, attemptOf(step), error);
      return undefined;
    }
  }

  /** Draws, or takes what the run has drawn that this one starts from. */
  #draw(step: Step, input: Record<string, unknown>): Record<string, number> | undefined {
    const { core, runtime } = this.#owner;
    const { random } = runtime.platform;
    const draws = drawRandom(core.graph, step.node.plan, { input, random });
    const before = this.#fresh ? undefined : this.#results?.drawsOf(step);
    if (!draws || !before) return draws;
    return Object.fromEntries(
      Object.entries(draws).map(([port, drawn]) => [port, before[port] ?? drawn]),
    );
  }

  /** What files are is part of what a step is known by: they come first. */
  async #takeWithFiles(step: Step, filled: Promise<Record<string, unknown>>): Promise<void> {
    const before = step.state;
    const isWanted = () => step.state === before && !this.#owner.stopped;
    try {
      const input = await filled;
      const job = isWanted() ? this.prepare(step, input) : undefined;
      if (job) this.#seek(job, () => this.#owner.schedule([job]));
    } catch (error) {
      if (isWanted()) this.#owner.appendFailure(step, attemptOf(step), error);
    }
  }

  /** Takes the answer of an equal step, or lets the step be computed. */
  #seek(job: StepJob, compute: () => void): void {
    const { step, target } = job;
    const cached = this.#cache.keyOf(target.node.plan, job.input);
    if (!cached || job.continues) {
      // What is under way already is gone on with, whatever the cache has.
      if (cached && this.#cache.lead({ step, cached })) job.cached = cached;
      compute();
      return;
    }
    job.cached = cached;
    const isWanted = () => target.state === 'queued' && !this.#owner.stopped;
    this.#cache.find(
      { step, cached },
      {
        answer: (result) => {
          if (isWanted()) this.#answer(job, result);
        },
        compute: (miss) => {
          if (!isWanted()) {
            this.#cache.end({ step, cached }, undefined);
            return;
          }
          this.#owner.notify({ type: 'cache-miss', step, miss });
          compute();
        },
      },
    );
  }

  #answer({ step, draws }: StepJob, { runId, step: origin, output }: SharedResult): void {
    const drawn = draws && { draws };
    const from = { runId, step: origin };
    this.#owner.put({ type: 'step.cached', step, output, from, ...drawn }, false);
  }
}
