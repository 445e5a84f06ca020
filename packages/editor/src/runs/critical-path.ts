import { WorkflowGraph, type Workflow } from '@catena/engine';
import type { NodeRun, RunView, StepRun } from './node-run.ts';

/** A step, and the node that it is of. */
export interface PathStep {
  nodeId: string;
  step: StepRun;
}

/** Whether a step may have fed another: their indices agree as far as both go, or one collects. */
function mayFeed(source: StepRun, target: StepRun): boolean {
  const shared = Math.min(source.index.length, target.index.length);
  return source.index.length !== target.index.length
    ? true
    : source.index.slice(0, shared).every((position, level) => position === target.index[level]);
}

function latestBefore(run: NodeRun | undefined, target: StepRun): PathStep | undefined {
  const ready = target.queuedAt ?? target.startedAt ?? target.endedAt ?? 0;
  let latest: StepRun | undefined;
  for (const step of run?.steps ?? []) {
    if (step.endedAt === undefined || step.endedAt > ready || !mayFeed(step, target)) continue;
    if (step.endedAt > (latest?.endedAt ?? -1)) latest = step;
  }
  return run && latest ? { nodeId: run.nodeId, step: latest } : undefined;
}

function later(left: PathStep | undefined, right: PathStep | undefined): PathStep | undefined {
  if (!left || !right) return left ?? right;
  return (right.step.endedAt ?? 0) > (left.step.endedAt ?? 0) ? right : left;
}

function lastStep(run: NodeRun): PathStep | undefined {
  let last: PathStep | undefined;
  for (const step of run.steps) {
    if (step.endedAt !== undefined) last = later(last, { nodeId: run.nodeId, step });
  }
  return last;
}

/**
 * The steps that decided how long a run took, in order: from the one that ended last back through
 * whichever of the steps before it ended last.
 */
export function criticalPath(view: Pick<RunView, 'nodes'>, workflow: Workflow): PathStep[] {
  const graph = new WorkflowGraph(workflow);
  const path: PathStep[] = [];
  let current = [...view.nodes.values()].map(lastStep).reduce(later, undefined);
  while (current) {
    path.unshift(current);
    const { nodeId, step } = current;
    current = graph
      .predecessors(nodeId)
      .map((source) => latestBefore(view.nodes.get(source), step))
      .reduce(later, undefined);
  }
  return path;
}
