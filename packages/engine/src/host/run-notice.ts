import type { CacheMiss } from '../planning/cache-key.ts';

/** What is said of a run beside its events: for people, unnumbered, not kept. */
export type RunNotice =
  | {
      type: 'progress';
      step: string;
      /** `starting` while the model is being made ready. */
      status: 'starting' | 'processing';
      phase?: string;
      /** From 0 to 1, of the phase. */
      fraction?: number;
    }
  | { type: 'log'; step: string; text: string }
  /** New text of a streamed output. */
  | { type: 'text'; step: string; text: string }
  /** Why a step is not answered from the cache. */
  | { type: 'cache-miss'; step: string; miss: CacheMiss }
  /** The lane of a step waits, e.g. because the provider said so. */
  | { type: 'lane-paused'; lane: string; untilMs: number; reason: string };
