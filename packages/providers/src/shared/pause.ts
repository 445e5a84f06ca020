import type { Clock } from '@catena/engine';

/** Resolves after a time in milliseconds, or as soon as the signal is aborted. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      cancelTimer();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancelTimer = clock.setTimer(clock.now() + delayMs, end);
    signal.addEventListener('abort', end, { once: true });
  });
}
