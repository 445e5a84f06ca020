import type { Clock } from './clock.ts';

/** Resolves after a time in milliseconds, or as soon as the signal is aborted. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const finish = () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    };
    const cancelTimer = clock.setTimer(clock.now() + delayMs, finish);
    const onAbort = () => {
      cancelTimer();
      resolve();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
