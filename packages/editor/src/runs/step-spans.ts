import type { StepRun } from './node-run.ts';
import { isEnded } from './step-counts.ts';

/** What a step does in a stretch of time. */
export type SpanKind = 'queue' | 'boot' | 'run' | 'transfer' | 'cached' | 'retry';

/** A stretch of the time of a step, in milliseconds since the epoch. */
export interface Span {
  kind: SpanKind;
  from: number;
  to: number;
}

function join(spans: readonly Span[]): Span[] {
  return spans.filter(({ from, to }) => to > from);
}

function endedSpans(step: StepRun, from: number, to: number): Span[] {
  const total = to - from;
  const { queueMs, bootMs, transferMs } = step.times ?? { queueMs: 0, bootMs: 0, transferMs: 0 };
  const wait = step.times ? queueMs : (step.startedAt ?? from) - from;
  const queueEnd = from + Math.min(Math.max(0, wait), total);
  const bootEnd = Math.min(queueEnd + bootMs, to);
  const transferStart = Math.max(bootEnd, to - transferMs);
  return join([
    { kind: 'queue', from, to: queueEnd },
    { kind: 'boot', from: queueEnd, to: bootEnd },
    { kind: 'run', from: bootEnd, to: transferStart },
    { kind: 'transfer', from: transferStart, to },
  ]);
}

function liveSpans(step: StepRun, from: number, now: number): Span[] {
  const { startedAt, status, statusSince } = step;
  if (startedAt === undefined) return join([{ kind: 'queue', from, to: now }]);
  const since = Math.max(statusSince ?? startedAt, startedAt);
  const queue: Span = { kind: 'queue', from, to: startedAt };
  if (status === 'booting') return join([queue, { kind: 'boot', from: startedAt, to: now }]);
  if (status !== 'running') {
    const run: Span = { kind: 'run', from: startedAt, to: since };
    return join([queue, run, { kind: 'retry', from: since, to: now }]);
  }
  const boot: Span = { kind: 'boot', from: startedAt, to: since };
  return join([queue, boot, { kind: 'run', from: since, to: now }]);
}

/** Where the time of a step went, in order; of a step under way up to now. */
export function stepSpans(step: StepRun, now: number): Span[] {
  const from = step.queuedAt ?? step.startedAt;
  if (from === undefined) return [];
  const { endedAt, status } = step;
  if (status === 'cached') return [{ kind: 'cached', from, to: endedAt ?? from }];
  if (!isEnded(status)) return liveSpans(step, from, Math.max(from, now));
  return endedAt === undefined ? [] : endedSpans(step, from, endedAt);
}
