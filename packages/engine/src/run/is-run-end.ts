import type { RunEnded, RunEvent } from './run-events.ts';

const ends: ReadonlySet<string> = new Set<RunEnded['type']>([
  'run.succeeded',
  'run.failed',
  'run.canceled',
]);

/** Whether an event is the last of its run. */
export function isRunEnd(event: Pick<RunEvent, 'type'>): boolean {
  return ends.has(event.type);
}
