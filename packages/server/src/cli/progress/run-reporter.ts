import type { RunEvent, RunSnapshot, RunNotice } from '@catena/engine';

/** Tells people, or programs, how a run goes. */
export interface RunReporter {
  onEvent(event: RunEvent): void;
  onNotice(notice: RunNotice): void;
  /** The state of the run from time to time, and a last time when it has ended. */
  onSnapshot(snapshot: RunSnapshot): void;
  /** The user wants the run to end. */
  onCanceling(): void;
  /** Nothing more comes. */
  stop(): void;
}

/** Says nothing. */
export const silentReporter: RunReporter = {
  onEvent() {},
  onNotice() {},
  onSnapshot() {},
  onCanceling() {},
  stop() {},
};
