import type { RunSummary } from '@catena/server/client';
import { formatTime } from '../format-time.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago something was, in words as exact as they need be. */
export function formatAgo(at: number, now: number): string {
  const agoMs = Math.max(0, now - at);
  if (agoMs < minuteMs) return 'just now';
  if (agoMs < hourMs) return `${Math.floor(agoMs / minuteMs)} min ago`;
  if (agoMs < dayMs) return `${Math.floor(agoMs / hourMs)} h ago`;
  const days = Math.floor(agoMs / dayMs);
  return days < 7 ? `${days} d ago` : new Date(at).toLocaleDateString();
}

/** Milliseconds that a run has taken so far, or took; undefined where it has not begun. */
export function runDuration(run: RunSummary, now: number): number | undefined {
  if (run.startedAt === undefined) return undefined;
  const end = run.endedAt === undefined ? now : Date.parse(run.endedAt);
  return Math.max(0, end - Date.parse(run.startedAt));
}

/** How many of the steps of a run have ended. */
export function endedSteps({ steps }: RunSummary): number {
  return steps.succeeded + steps.cached + steps.failed + steps.skipped + steps.canceled;
}

function count(number: number, word: string): string | undefined {
  return number > 0 ? `${number} ${word}` : undefined;
}

/** The steps of a run in a line: `12 steps, 3 reused, 1 failed`. */
export function describeSteps(run: RunSummary): string {
  const { total, cached, failed, skipped, canceled } = run.steps;
  const isOver = run.endedAt !== undefined;
  const steps = `${total} ${total === 1 ? 'step' : 'steps'}`;
  return [
    isOver ? steps : `${endedSteps(run)} of ${steps}`,
    count(cached, 'reused'),
    count(failed, 'failed'),
    count(skipped, 'skipped'),
    count(canceled, 'canceled'),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** When a run was started and how long it took: `3 min ago, 12 s`. */
export function describeTime(run: RunSummary, now: number): string {
  const duration = runDuration(run, now);
  const ago = formatAgo(Date.parse(run.createdAt), now);
  return duration === undefined ? ago : `${ago}, ${formatTime(duration)}`;
}
