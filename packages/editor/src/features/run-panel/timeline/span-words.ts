import { formatTime } from '../../../parts/format-time.ts';
import { statusAppearances } from '../../../parts/status-appearance.ts';
import type { StepRun } from '../../../runs/node-run.ts';
import { stepSpans, type SpanKind } from '../../../runs/step-spans.ts';

/** What each stretch of time is called. */
export const spanNames: Readonly<Record<SpanKind, string>> = {
  queue: 'Queued',
  boot: 'Cold start',
  run: 'Running',
  transfer: 'Files',
  cached: 'Reused',
  retry: 'Waiting to try again',
};

/** Milliseconds that a step spent in each way. */
export function spanTotals(step: StepRun, now: number): Partial<Record<SpanKind, number>> {
  const totals: Partial<Record<SpanKind, number>> = {};
  for (const { kind, from, to } of stepSpans(step, now)) {
    totals[kind] = (totals[kind] ?? 0) + to - from;
  }
  return totals;
}

/** A step in a sentence: `Done. Queued 0.2 s, running 1.2 s.` */
export function describeStep(step: StepRun, now: number): string {
  const spans = stepSpans(step, now)
    .filter(({ kind, from, to }) => kind !== 'cached' && to - from >= 1)
    .map(({ kind, from, to }) => `${spanNames[kind].toLowerCase()} ${formatTime(to - from)}`);
  const status = statusAppearances[step.status].label;
  return spans.length > 0 ? `${status}: ${spans.join(', ')}` : status;
}
