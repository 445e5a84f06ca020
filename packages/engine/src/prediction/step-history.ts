/** How long steps took in earlier runs: for deciding what goes first, and for estimates. */
export interface StepHistory {
  /** Milliseconds that work of this kind usually takes; undefined where nothing is known. */
  meanMs(kind: string): number | undefined;
  /** Takes in one more measurement, in milliseconds. */
  note(kind: string, durationMs: number): void;
  /** Keeps what was noted; called at the end of each run. */
  save?(): void;
  close?(): void;
}

// How much one more measurement moves the mean: the last ten or so decide.
const weight = 0.2;

/** A running mean that forgets: what happened lately counts most. */
export function nextMeanMs(meanMs: number | undefined, durationMs: number): number {
  return meanMs === undefined ? durationMs : meanMs + weight * (durationMs - meanMs);
}

/** Remembers as long as the process lives. */
export function createMemoryStepHistory(): StepHistory {
  const means = new Map<string, number>();
  return {
    meanMs: (kind) => means.get(kind),
    note(kind, durationMs) {
      means.set(kind, nextMeanMs(means.get(kind), durationMs));
    },
  };
}
