import type { RunCore } from '../run/run-core.ts';
import type { RunSnapshot } from '../run/run-snapshot.ts';
import type { RunResult } from './engine.ts';

/** How a run ended; the copy of its state is made when somebody looks at it. */
export class EndedRun implements RunResult {
  readonly runId: string;
  readonly status: RunResult['status'];
  readonly outputs: Record<string, unknown>;
  readonly #core: RunCore;
  #snapshot: RunSnapshot | undefined;

  constructor(core: RunCore, status: RunResult['status']) {
    this.#core = core;
    this.runId = core.runId;
    this.status = status;
    this.outputs = core.outputs();
  }

  get snapshot(): RunSnapshot {
    this.#snapshot ??= this.#core.snapshot();
    return this.#snapshot;
  }
}
