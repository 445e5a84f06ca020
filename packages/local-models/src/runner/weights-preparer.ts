import type { ChildProcess } from 'node:child_process';
import type { ErrorRecord } from '@catena/engine';
import type { LocalModel } from '../models/local-model.ts';
import { areWeightsPrepared } from '../weights/prepare-weights.ts';
import { forkModule, moduleUrl } from './fork-module.ts';
import type { PrepareMessage } from './runner-protocol.ts';
import { tailOfStderr } from './tail-of-stderr.ts';

const killAfterMs = 5_000;

export interface PreparerOptions {
  weightsFolder: string;
  /** URL of a module that exports `allModels`. */
  modelsModule: string;
}

type OnProgress = (phase: string, fraction: number) => void;

interface Preparation {
  child: ChildProcess;
  listeners: Set<OnProgress>;
  /** How it ended; undefined where it went well. */
  ended: Promise<ErrorRecord | undefined>;
}

/**
 * Prepares the weights of models in processes of their own. Callers who want the same model share
 * one; it is ended when the last of them no longer waits.
 */
export class WeightsPreparer {
  readonly #options: PreparerOptions;
  readonly #preparations = new Map<string, Preparation>();

  constructor(options: PreparerOptions) {
    this.#options = options;
  }

  /** Resolves with an error where there is one, and at once with none after an abort. */
  async prepare(
    model: LocalModel,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ErrorRecord | undefined> {
    if (await areWeightsPrepared(model.weights, this.#options.weightsFolder)) return undefined;
    if (signal.aborted) return undefined;
    const preparation = this.#preparations.get(model.name) ?? this.#start(model.name);
    preparation.listeners.add(onProgress);
    const aborted = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    try {
      return await Promise.race([preparation.ended, aborted]);
    } finally {
      preparation.listeners.delete(onProgress);
      if (preparation.listeners.size === 0) this.#end(model.name, preparation);
    }
  }

  close(): void {
    for (const [name, preparation] of this.#preparations) this.#end(name, preparation);
  }

  #start(name: string): Preparation {
    const { modelsModule, weightsFolder } = this.#options;
    const url = moduleUrl('./prepare-process', import.meta.url);
    const child = forkModule(url, [modelsModule, weightsFolder, name]);
    const stderr = tailOfStderr(child);
    const listeners = new Set<OnProgress>();
    const ended = new Promise<ErrorRecord | undefined>((resolve) => {
      child.on('message', (message: PrepareMessage) => {
        if (message.type === 'failed') resolve(message.error);
        else if (message.type === 'done') resolve(undefined);
        else for (const tell of listeners) tell(message.phase, message.fraction);
      });
      const lose = (reason: string) => resolve(preparationLost(name, reason));
      child.once('error', (error) => lose(error.message));
      child.once('exit', (code, signal) => lose(`it ended with ${signal ?? code}. ${stderr()}`));
    });
    const preparation = { child, listeners, ended };
    this.#preparations.set(name, preparation);
    return preparation;
  }

  #end(name: string, { child }: Preparation): void {
    this.#preparations.delete(name);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('exit', () => clearTimeout(timer));
  }
}

function preparationLost(name: string, reason: string): ErrorRecord {
  return {
    code: 'weights-download-failed',
    message: `The process that prepared the weights of ${name} is gone: ${reason.trim()}`,
    retryable: true,
  };
}
