import type { Run, RunResult } from '@catena/engine';
import type { RunReporter } from './run-reporter.ts';

const leastPauseMs = 100;
// Copying the state of a run of many steps takes time: at most this share of it is spent so.
const busyShare = 0.1;

/** Tells a reporter all of a run, until it has ended. */
export async function watchRun(run: Run, reporter: RunReporter): Promise<RunResult> {
  // First of all: what a run says beside its events is not kept for those who come late.
  const unsubscribe = run.subscribe({ onNotice: (notice) => reporter.onNotice(notice) });
  let changed = true;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const beginMs = performance.now();
    if (changed) reporter.onSnapshot(run.snapshot());
    changed = false;
    const tookMs = performance.now() - beginMs;
    timer = setTimeout(look, Math.max(leastPauseMs, tookMs / busyShare));
  };
  const listen = async (): Promise<void> => {
    for await (const event of run.events()) {
      reporter.onEvent(event);
      changed = true;
    }
  };
  look();
  try {
    const [result] = await Promise.all([run.result, listen()]);
    reporter.onSnapshot(result.snapshot);
    return result;
  } finally {
    clearTimeout(timer);
    unsubscribe();
  }
}
