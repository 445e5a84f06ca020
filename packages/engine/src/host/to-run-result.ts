import type { RunCore } from '../run/run-core.ts';
import type { RunSnapshot } from '../run/run-snapshot.ts';
import type { RunResult } from './engine.ts';

/** How a run ended; the copy of its state is made when somebody looks at it. */
export function toRunResult(core: RunCore, status: RunResult['status']): RunResult {
  let snapshot: RunSnapshot | undefined;
  return {
    runId: core.runId,
    status,
    outputs: core.outputs(),
    // A member of its own, so that copies of the result have it too.
    get snapshot() {
      snapshot ??= core.snapshot();
      return snapshot;
    },
  };
}
