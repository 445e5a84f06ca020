import { useSyncExternalStore } from 'react';

const tickMs = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

// One clock for the whole page: a hundred running nodes tick together, and none when none runs.
function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, tickMs);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

const subscribeNever = () => () => undefined;

/** The time in milliseconds since the epoch; renders again each second while `live`. */
export function useNow(live: boolean): number {
  return useSyncExternalStore(live ? subscribe : subscribeNever, () => (live ? now : 0));
}
