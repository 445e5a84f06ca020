/**
 * Runs models in a process of their own and keeps the queue in front of it.
 *
 * 1. The runner process has at most one request; all others wait here, first come, first served.
 * 2. Cancelling the running request kills the process; the next request starts another one.
 * 3. When the process dies, only the request it had fails.
 * 4. This process can exit while nothing is running; the runner process then ends by itself.
 */
import type { ChildProcess } from 'node:child_process';
import type { ErrorRecord } from '@catena/engine';
import { forkModule, moduleUrl } from './fork-module.ts';
import type { RunnerMessage, RunnerRequest } from './runner-protocol.ts';
import { tailOfStderr } from './tail-of-stderr.ts';

export interface RunnerOptions {
  weightsFolder: string;
  /** URL of a module that exports `allModels`. */
  modelsModule: string;
  /** After how long without a request the process, and the memory of its models, is let go. */
  idleAfterMs: number;
}

export interface RunnerEvents {
  onLoading?(): void;
  onProgress?(fraction: number, phase: string | undefined): void;
}

/** Milliseconds, each measured on its own. */
export interface RunnerTimes {
  queueMs: number;
  bootMs: number;
  predictMs: number;
}

export type RunnerOutcome =
  | { status: 'succeeded'; output: unknown; times: RunnerTimes }
  | { status: 'failed'; error: ErrorRecord; times: RunnerTimes }
  | { status: 'canceled'; times: RunnerTimes };

interface Task {
  request: RunnerRequest;
  events: RunnerEvents;
  settle(outcome: RunnerOutcome): void;
  queuedAt: number;
  sentAt?: number;
  predictingAt?: number;
}

export class ModelRunner {
  readonly #options: RunnerOptions;
  readonly #queue: Task[] = [];
  #running: Task | undefined;
  #child: ChildProcess | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** The process, while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  run(request: RunnerRequest, events: RunnerEvents = {}): Promise<RunnerOutcome> {
    return new Promise((resolve) => {
      this.#queue.push({ request, events, settle: resolve, queuedAt: performance.now() });
      this.#next();
    });
  }

  /** Ends a queued or running request; others are not touched. */
  cancel(id: string): void {
    const index = this.#queue.findIndex((task) => task.request.id === id);
    const [waiting] = index < 0 ? [] : this.#queue.splice(index, 1);
    waiting?.settle({ status: 'canceled', times: timesOf(waiting) });
    const running = this.#running;
    if (running?.request.id !== id) return;
    this.#dropChild();
    this.#finish(running, { status: 'canceled', times: timesOf(running) });
  }

  /** Cancels everything and lets the process go. */
  close(): void {
    const waiting = this.#queue.map(({ request }) => request.id);
    for (const id of waiting) this.cancel(id);
    if (this.#running !== undefined) this.cancel(this.#running.request.id);
    this.#dropChild();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const task = this.#queue.shift();
    if (task === undefined) return this.#rest();
    clearTimeout(this.#idleTimer);
    this.#running = task;
    task.sentAt = performance.now();
    const child = (this.#child ??= this.#fork());
    child.ref();
    child.channel?.ref();
    child.send(task.request, (error) => {
      if (error !== null) this.#lose(child, error.message);
    });
  }

  #fork(): ChildProcess {
    const { modelsModule, weightsFolder } = this.#options;
    const url = moduleUrl('./runner-process', import.meta.url);
    const child = forkModule(url, [modelsModule, weightsFolder]);
    const stderr = tailOfStderr(child);
    child.on('message', (message: RunnerMessage) => this.#hear(message));
    child.once('error', (error) => this.#lose(child, error.message));
    child.once('exit', (code, signal) => {
      this.#lose(child, [`it ended with ${signal ?? code}.`, stderr()].join(' ').trim());
    });
    return child;
  }

  #hear(message: RunnerMessage): void {
    const task = this.#running;
    if (task === undefined || task.request.id !== message.id) return;
    switch (message.type) {
      case 'loading':
        return task.events.onLoading?.();
      case 'predicting':
        task.predictingAt = performance.now();
        return task.events.onProgress?.(0, undefined);
      case 'progress':
        return task.events.onProgress?.(message.fraction, message.phase);
      case 'succeeded': {
        const { output } = message;
        return this.#finish(task, { status: 'succeeded', output, times: timesOf(task) });
      }
      case 'failed': {
        const { error } = message;
        return this.#finish(task, { status: 'failed', error, times: timesOf(task) });
      }
    }
  }

  #finish(task: Task, outcome: RunnerOutcome): void {
    this.#running = undefined;
    task.settle(outcome);
    this.#next();
  }

  #lose(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    const task = this.#running;
    if (task === undefined) return;
    const error = crashed(task.request.model, reason);
    this.#finish(task, { status: 'failed', error, times: timesOf(task) });
  }

  /** Kills the process without any task noticing. */
  #dropChild(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill('SIGKILL');
    child?.unref();
    clearTimeout(this.#idleTimer);
  }

  #rest(): void {
    this.#child?.unref();
    this.#child?.channel?.unref();
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#dropChild(), this.#options.idleAfterMs);
    this.#idleTimer.unref();
  }
}

function timesOf({ queuedAt, sentAt, predictingAt }: Task): RunnerTimes {
  const now = performance.now();
  return {
    queueMs: Math.round((sentAt ?? now) - queuedAt),
    bootMs: sentAt === undefined ? 0 : Math.round((predictingAt ?? now) - sentAt),
    predictMs: predictingAt === undefined ? 0 : Math.round(now - predictingAt),
  };
}

function crashed(model: string, reason: string): ErrorRecord {
  return {
    code: 'local-model-crashed',
    message: `The process that ran ${model} is gone: ${reason}`,
    hint: 'The next prediction starts a new one. If it happens again, the input may need more memory than there is.',
    retryable: true,
  };
}
