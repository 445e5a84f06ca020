import { ApiError, type Client } from '@catena/server/client';
import type { RunView } from './node-run.ts';
import { RunFold, type RunFacts } from './run-fold.ts';

/** Runs a task soon; returns what calls it off. */
export type Schedule = (task: () => void) => () => void;

/** What a run is followed with. */
export interface FollowerOptions {
  client: Pick<Client, 'runs'>;
  run: RunFacts;
  /** Told of each new state, at most once for each turn of `nextFrame`. */
  onView(view: RunView): void;
  /** When what has come in is shown: with the next frame. */
  nextFrame: Schedule;
  /** When an unwatched run is asked for. */
  nextPoll: Schedule;
  now(): number;
}

/**
 * Shows a run as it goes.
 *
 * 1. While it is watched a stream is held; browsers allow few of them, so an unwatched run is only
 *    asked now and then whether it goes on, and its events are fetched when it has ended.
 * 2. A burst of events is shown once.
 */
export class RunFollower {
  readonly runId: string;
  readonly #options: FollowerOptions;
  readonly #fold: RunFold;
  #stream: AbortController | undefined;
  #callOffPoll: (() => void) | undefined;
  #callOffFrame: (() => void) | undefined;
  #watched: boolean | undefined;
  #stopped = false;
  #failed = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.runId = options.run.id;
    this.#fold = new RunFold(options.run);
  }

  /** The run as it stands. */
  view(): RunView {
    return this.#fold.view();
  }

  /** Says whether somebody looks. */
  watch(watched: boolean): void {
    if (this.#stopped || watched === this.#watched) return;
    this.#watched = watched;
    if (watched) this.#open();
    else this.#pause();
  }

  /** Lets go of the run, which goes on. */
  stop(): void {
    this.#stopped = true;
    this.#close();
    this.#callOffFrame?.();
  }

  get #isOver(): boolean {
    return this.#fold.ended || this.#failed || this.#stopped;
  }

  #close(): void {
    this.#stream?.abort();
    this.#stream = undefined;
    this.#callOffPoll?.();
    this.#callOffPoll = undefined;
  }

  #open(): void {
    this.#close();
    if (this.#isOver) return;
    const stream = new AbortController();
    this.#stream = stream;
    void this.#read(stream);
  }

  async #read(stream: AbortController): Promise<void> {
    const { client, now } = this.#options;
    try {
      this.#fold.provide((await import('./run-core.ts')).RunCore);
      if (stream.signal.aborted) return;
      const messages = client.runs.follow(this.runId, {
        after: this.#fold.sequence,
        signal: stream.signal,
        onConnection: (isConnected) => {
          if (stream.signal.aborted) return;
          this.#fold.setConnected(isConnected);
          this.#show();
        },
      });
      for await (const message of messages) {
        if (stream.signal.aborted) return;
        this.#fold.apply(message, now());
        this.#show();
      }
    } catch (error) {
      if (stream.signal.aborted) return;
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failed = true;
    const { title, detail, code } =
      error instanceof ApiError
        ? error.problem
        : { title: (error as Error).message, detail: undefined, code: undefined };
    this.#fold.fail({
      message: title,
      ...(detail !== undefined && { hint: detail }),
      ...(code !== undefined && { code }),
    });
    this.#show();
  }

  #pause(): void {
    this.#close();
    if (!this.#isOver) this.#pollLater();
  }

  #pollLater(): void {
    this.#callOffPoll = this.#options.nextPoll(() => void this.#poll());
  }

  async #poll(): Promise<void> {
    const isActive = await this.#asks().catch(() => true);
    if (this.#watched || this.#isOver) return;
    if (isActive) this.#pollLater();
    else this.#open();
  }

  async #asks(): Promise<boolean> {
    const { runs } = this.#options.client;
    const pages = await Promise.all([
      runs.list({ status: 'running', limit: 200 }),
      runs.list({ status: 'queued', limit: 200 }),
    ]);
    return pages.some((page) => page.runs.some(({ id }) => id === this.runId));
  }

  #show(): void {
    this.#callOffFrame ??= this.#options.nextFrame(() => {
      this.#callOffFrame = undefined;
      this.#options.onView(this.#fold.view());
    });
  }
}
