/** How long somebody waits. */
export interface WaitOptions {
  /** Not at all where it is 0. */
  waitMs: number;
  /** Aborts when nobody waits any more. */
  signal?: AbortSignal;
}

/** Waits until something has ended, the time is over or one of the signals aborts. */
export function waitUntil(
  ended: Promise<unknown>,
  waitMs: number,
  signals: readonly (AbortSignal | undefined)[],
): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(stop, waitMs);
    function stop() {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', stop);
      resolve();
    }
    for (const signal of signals) {
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
    }
    void ended.then(stop, stop);
  });
}
