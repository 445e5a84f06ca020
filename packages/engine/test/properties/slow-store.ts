import { createMemoryRunStore, type RunStore } from '../../src/index.ts';
import type { SimulatedClock } from '../../src/testing/index.ts';

/** A store that takes its time until an event is on disk, in order. */
export function createSlowStore(clock: SimulatedClock, commitMs: () => number): RunStore {
  const store = createMemoryRunStore();
  const append = store.append.bind(store);
  let kept = Promise.resolve();
  store.append = (runId, events, options) => {
    void append(runId, events, options);
    if (!options?.durable) return;
    kept = kept.then(() => clock.sleep(commitMs()));
    return kept;
  };
  return store;
}
