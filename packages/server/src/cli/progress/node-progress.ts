import type { NodeSnapshot, StepSnapshot } from '@catena/engine';

/** How far a node is, counted over its steps. */
export interface NodeProgress {
  id: string;
  title: string;
  /** Steps that exist; more may come where `expanded` is false. */
  known: number;
  /** Whether all steps are known. */
  expanded: boolean;
  computed: number;
  cached: number;
  failed: number;
  skipped: number;
  canceled: number;
  running: number;
  queued: number;
  /** Milliseconds since the epoch. */
  startedAt?: number;
  endedAt?: number;
  /** Runs that results were taken from. */
  cachedFrom: string[];
  failures: StepSnapshot[];
  /** Of steps that were skipped, why; each reason once. */
  skipReasons: string[];
}

/** How many steps have ended, however. */
export function countEnded(node: NodeProgress): number {
  return node.computed + node.cached + node.failed + node.skipped + node.canceled;
}

/** Whether nothing more comes of a node. */
export function isNodeEnded(node: NodeProgress): boolean {
  return node.expanded && countEnded(node) === node.known;
}

const counters = {
  succeeded: 'computed',
  cached: 'cached',
  failed: 'failed',
  skipped: 'skipped',
  canceled: 'canceled',
  running: 'running',
  queued: 'queued',
  waiting: undefined,
} as const;

const skipWords = {
  'not-taken': 'not taken',
  'upstream-failed': 'upstream failed',
  muted: 'muted',
} as const;

function addStep(node: NodeProgress, step: StepSnapshot, runId: string): void {
  const counter = counters[step.status];
  if (counter !== undefined) node[counter] += 1;
  if (step.status === 'failed') node.failures.push(step);
  const from = step.cachedFrom?.runId;
  if (from !== undefined && from !== runId && !node.cachedFrom.includes(from)) {
    node.cachedFrom.push(from);
  }
  if (step.skipped) {
    const { kind, origin } = step.skipped;
    const reason = kind === 'muted' ? skipWords[kind] : `${skipWords[kind]}: ${origin}`;
    if (!node.skipReasons.includes(reason)) node.skipReasons.push(reason);
  }
  if (step.startedAt !== undefined) {
    node.startedAt = Math.min(node.startedAt ?? step.startedAt, step.startedAt);
  }
  if (step.endedAt !== undefined) {
    node.endedAt = Math.max(node.endedAt ?? step.endedAt, step.endedAt);
  }
}

/** Counts the steps of a node. */
export function toNodeProgress(
  node: { id: string; title?: string | undefined },
  snapshot: NodeSnapshot | undefined,
  runId: string,
): NodeProgress {
  const progress: NodeProgress = {
    id: node.id,
    title: node.title ?? node.id,
    known: snapshot?.steps.length ?? 0,
    expanded: snapshot?.expanded ?? false,
    computed: 0,
    cached: 0,
    failed: 0,
    skipped: 0,
    canceled: 0,
    running: 0,
    queued: 0,
    cachedFrom: [],
    failures: [],
    skipReasons: [],
  };
  for (const step of snapshot?.steps ?? []) addStep(progress, step, runId);
  return progress;
}
