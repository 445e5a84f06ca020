import type { NodeRunStatus } from './node-run.ts';
import { countAll, type StepCounts } from './step-counts.ts';

/** What the status of a node is made from. */
export interface NodeFacts {
  counts: Readonly<StepCounts>;
  /** Whether all its steps are known. */
  expanded: boolean;
  /** How its tree of steps ended, or that it has not. */
  outcome: 'pending' | 'ok' | 'hole' | 'error';
  /** Whether a failed step is accepted and leaves a hole. */
  acceptsFailures: boolean;
  /** Whether nothing happens in the run any more. */
  runEnded: boolean;
}

/** While steps go on, the first of these that a step has. */
const liveOrder = ['person', 'running', 'booting', 'retrying', 'queued'] as const;

/**
 * What the steps of a node come to.
 *
 * 1. A failure that is not accepted is shown at once, whatever else goes on.
 * 2. While a step goes on, the node does.
 * 3. When all have ended, results count for more than what is missing.
 */
export function nodeStatus(facts: NodeFacts): NodeRunStatus {
  const { counts, acceptsFailures, runEnded, expanded, outcome } = facts;
  const results = counts.succeeded + counts.cached;
  if (counts.failed > 0 && !acceptsFailures) return 'failed';
  const live = liveOrder.find((status) => counts[status] > 0);
  if (live) return live;
  if (counts.waiting > 0 || !expanded) return runEnded ? 'canceled' : 'waiting';
  if (counts.canceled > 0) return 'canceled';
  if (results > 0) return counts.succeeded > 0 ? 'succeeded' : 'cached';
  if (counts.failed > 0) return 'failed';
  if (countAll(counts) > 0) return 'skipped';
  if (outcome === 'pending') return runEnded ? 'canceled' : 'waiting';
  // A list without items makes no steps, and that is a result.
  return outcome === 'ok' ? 'succeeded' : 'skipped';
}
