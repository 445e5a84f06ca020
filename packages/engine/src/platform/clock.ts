/** The engine's only source of time. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `callback` once, at `dueAt` (milliseconds since the epoch) or soon after; returns its cancel. */
  setTimer(dueAt: number, callback: () => void): () => void;
}

// The longest delay that timers of JavaScript hosts take, in milliseconds.
const longestDelayMs = 2_147_483_647;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(dueAt, callback) {
    let handle: ReturnType<typeof setTimeout>;
    const arm = () => {
      const delayMs = dueAt - Date.now();
      handle =
        delayMs > longestDelayMs ? setTimeout(arm, longestDelayMs) : setTimeout(callback, delayMs);
    };
    arm();
    return () => clearTimeout(handle);
  },
};
