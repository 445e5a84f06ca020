import type { RunEvent } from './run-events.ts';
import type { RunStore } from './run-store.ts';

/** Keeps the events of runs as long as the process lives. */
export function createMemoryRunStore(): RunStore {
  const runs = new Map<string, RunEvent[]>();
  return {
    append(runId, events) {
      const kept = runs.get(runId);
      if (kept) kept.push(...events);
      else runs.set(runId, [...events]);
    },
    async *read(runId, after = 0) {
      yield* (runs.get(runId) ?? []).filter((event) => event.sequence > after);
    },
    async list({ limit = Number.POSITIVE_INFINITY } = {}) {
      return [...runs.keys()].toReversed().slice(0, limit);
    },
    // What it keeps goes with its process: there is nobody to take a run from.
    async abandoned() {
      return [];
    },
    async adopt(runId) {
      return runs.has(runId);
    },
    async delete(runId) {
      runs.delete(runId);
    },
  };
}
