import type { CacheMiss, RunCore, StepTimes } from '@catena/engine';
import type { NodeRunStatus, StepRun } from './node-run.ts';

/** A step as the core knows it. */
export type CoreStep = NonNullable<ReturnType<RunCore['step']>>;

/** What is known of a step beside what the core keeps: from its events, and from notices. */
export interface StepFacts {
  /** Whether the provider makes the model ready. */
  booting?: boolean;
  progress?: { phase?: string; fraction?: number };
  text?: string;
  log?: string;
  miss?: CacheMiss;
  input?: Readonly<Record<string, unknown>>;
  times?: StepTimes;
  queuedAt?: number;
  statusSince?: number;
}

/** The status of a step as people see it. */
export function stepRunStatus(step: CoreStep, facts: StepFacts | undefined): NodeRunStatus {
  if (step.state === 'delayed') return 'retrying';
  return step.state === 'running' && facts?.booting ? 'booting' : step.state;
}

const skipWords = {
  'upstream-failed': (origin: string) => `Skipped because "${origin}" failed.`,
  'not-taken': (origin: string) => `Skipped because "${origin}" took another branch.`,
  muted: (origin: string) => `Skipped because "${origin}" is muted.`,
};

function skippedBecause(step: CoreStep, titleOf: (nodeId: string) => string): string | undefined {
  const { reason } = step;
  if (step.state !== 'skipped' || !reason) return undefined;
  const bracket = reason.origin.indexOf('[');
  const origin = bracket < 0 ? reason.origin : reason.origin.slice(0, bracket);
  if (reason.kind === 'muted' && origin === step.node.plan.id)
    return 'Skipped because it is muted.';
  return skipWords[reason.kind](titleOf(origin));
}

const fromCore = [
  'error',
  'output',
  'cachedFrom',
  'predictionId',
  'draws',
  'startedAt',
  'endedAt',
  'dueAt',
] as const;

const fromFacts = ['miss', 'input', 'times', 'queuedAt', 'statusSince', 'log'] as const;

/** A step as the editor shows it: a new object of what is known now. */
export function toStepRun(
  step: CoreStep,
  facts: StepFacts | undefined,
  titleOf: (nodeId: string) => string,
): StepRun {
  const status = stepRunStatus(step, facts);
  const run: StepRun = { id: step.id, index: step.indices(), status, attempt: step.attempt };
  const fields = run as unknown as Record<string, unknown>;
  for (const field of fromCore) if (step[field] !== undefined) fields[field] = step[field];
  const because = skippedBecause(step, titleOf);
  if (because !== undefined) run.skippedBecause = because;
  if (!facts) return run;
  for (const field of fromFacts) if (facts[field] !== undefined) fields[field] = facts[field];
  if (status === 'running' || status === 'booting') {
    if (facts.progress) run.progress = facts.progress;
    if (facts.text !== undefined) run.text = facts.text;
  }
  return run;
}
