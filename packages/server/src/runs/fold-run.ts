import { RunCore, type RunCreated, type RunEvent } from '@catena/engine';

/** A run as its events tell it. */
export interface FoldedRun {
  created: RunCreated;
  core: RunCore;
}

/** Folds the events of a run; undefined where there are none. */
export async function foldRun(events: AsyncIterable<RunEvent>): Promise<FoldedRun | undefined> {
  let run: FoldedRun | undefined;
  for await (const event of events) {
    if (event.type === 'run.created') {
      const { runId, graph, failFast } = event;
      run = { created: event, core: new RunCore({ runId, graph, failFast }) };
    }
    run?.core.apply(event);
  }
  return run;
}
