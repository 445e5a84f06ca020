import type { CacheMiss } from '@catena/engine';
import type { NodeRun, NodeRunStatus, StepRun } from '../runs/node-run.ts';
import { formatTime } from './format-time.ts';
import { shortRunId } from './short-run-id.ts';
import { statusAppearances } from './status-appearance.ts';

/** What the words of a state depend on, beside the state. */
export interface WordsContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** Who runs the model, as people call it. */
  provider?: string | undefined;
  /** How many attempts there may be in all. */
  attempts?: number | undefined;
  /** The run that is shown; what comes from it is not told with its id. */
  runId?: string | undefined;
}

function since(start: number | undefined, now: number): string | undefined {
  return start === undefined
    ? undefined
    : formatTime(Math.max(0, Math.round((now - start) / 1000) * 1000));
}

function took(step: StepRun): string | undefined {
  const { startedAt, endedAt } = step;
  return startedAt === undefined || endedAt === undefined
    ? undefined
    : formatTime(endedAt - startedAt);
}

function join(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function runningWords(step: StepRun, { now }: WordsContext): string {
  const { phase, fraction } = step.progress ?? {};
  const percent = fraction === undefined ? undefined : `${Math.floor(fraction * 100)} %`;
  const doing = phase === undefined || phase === '' ? 'Running' : capitalise(phase);
  return join(doing, percent, since(step.startedAt, now));
}

function retryingWords(step: StepRun, { now, attempts }: WordsContext): string {
  const next = `${step.attempt + 1}${attempts === undefined ? '' : ` of ${attempts}`}`;
  const numbered = attempts === undefined ? `Attempt ${next}` : next;
  if (step.dueAt === undefined) return numbered;
  const leftMs = Math.max(0, Math.ceil((step.dueAt - now) / 1000) * 1000);
  return `${numbered}, ${leftMs === 0 ? 'now' : `in ${formatTime(leftMs)}`}`;
}

function cachedWords(step: StepRun, { runId }: WordsContext): string {
  const from = step.cachedFrom;
  if (!from) return 'Reused';
  return from.runId === runId
    ? `Reused from ${from.step} of this run`
    : `Reused from run ${shortRunId(from.runId)}`;
}

function skippedWords({ skippedBecause: why }: StepRun): string {
  if (why === undefined || why === '') return 'Skipped';
  return /^skipped\b/i.test(why) ? capitalise(why) : `Skipped: ${why}`;
}

/** What a step of each state says of itself. */
export const statusWords: Readonly<
  Record<NodeRunStatus, (step: StepRun, context: WordsContext) => string>
> = {
  waiting: () => 'Waiting for its inputs',
  queued: (step, { now, provider }) =>
    join(provider === undefined ? 'Queued' : `Queued at ${provider}`, since(step.queuedAt, now)),
  booting: (step, { now }) => {
    const time = since(step.startedAt ?? step.queuedAt, now);
    return time === undefined ? 'Cold start' : `Cold start, ${time} so far`;
  },
  running: runningWords,
  retrying: retryingWords,
  person: (step, { now }) => join('Waiting for you', since(step.startedAt, now)),
  succeeded: (step) => {
    const time = took(step);
    return time === undefined ? 'Done' : `Done in ${time}`;
  },
  cached: cachedWords,
  skipped: skippedWords,
  failed: ({ error }) => (error ? `Failed: ${error.message}` : 'Failed'),
  canceled: (step) => {
    const time = took(step);
    return time === undefined ? 'Canceled' : `Canceled after ${time}`;
  },
};

/** The words for a step. */
export function stepWords(step: StepRun, context: WordsContext): string {
  return statusWords[step.status](step, context);
}

/** The order in which the states of many steps are told. */
const told = ['failed', 'retrying', 'person', 'booting', 'queued', 'skipped', 'canceled'] as const;

function countWords({ counts, steps, expanded }: NodeRun): string {
  const done = counts.succeeded + counts.cached;
  const total = `${steps.length}${expanded ? '' : '+'}`;
  const others = told.flatMap((status) =>
    counts[status] > 0
      ? [`${counts[status]} ${statusAppearances[status].label.toLowerCase()}`]
      : [],
  );
  return join(
    done === steps.length && expanded ? `${done} done` : `${done} of ${total} done`,
    ...others,
  );
}

/** The words for a node: those of its step, or of many steps how they stand. */
export function nodeWords(node: NodeRun, context: WordsContext): string {
  const [first, ...more] = node.steps;
  if (!first) return statusAppearances[node.status].label;
  if (more.length === 0) return stepWords(first, context);
  if (node.counts.cached === node.steps.length) {
    return `Reused, all ${node.steps.length} of them`;
  }
  const { startedAt, endedAt } = node;
  const time =
    startedAt === undefined
      ? undefined
      : endedAt === undefined
        ? since(startedAt, context.now)
        : formatTime(endedAt - startedAt);
  const message = node.status === 'failed' ? node.error?.message : undefined;
  return `${join(countWords(node), time)}${message === undefined ? '' : `. ${message}`}`;
}

/** The time that a header has room for: of the work, live or done; undefined before it began. */
export function nodeTime(node: NodeRun, now: number): string | undefined {
  const { startedAt, endedAt, status } = node;
  if (status === 'cached' || status === 'skipped' || startedAt === undefined) return undefined;
  return endedAt === undefined ? since(startedAt, now) : formatTime(endedAt - startedAt);
}

/** Why a step was computed and not taken from the cache. */
export function missWords(miss: CacheMiss): string {
  switch (miss.kind) {
    case 'first-run':
      return 'Computed: it had not run with these inputs before';
    case 'fresh':
      return 'Computed: fresh results were asked for';
    case 'not-cacheable':
      return 'Computed: results of this node are never kept';
    case 'not-kept':
      return 'Computed: the earlier result is no longer kept';
    case 'changed':
      return `Computed: ${miss.changed.join(', ')} changed`;
  }
}
