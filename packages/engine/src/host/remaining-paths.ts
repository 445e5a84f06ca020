import type { PlannedNode, RunGraph } from '../planning/run-graph.ts';
import type { StepHistory } from '../prediction/step-history.ts';

// Calls of models take long, computing does not; without a history that is all there is to know.
const predictionMs = 1000;
const computeMs = 10;

/** Names the kind of work that a node does, for the history of durations. */
export function workOf(node: PlannedNode): string {
  return node.provider === undefined ? node.type : `${node.provider} ${node.model ?? ''}`;
}

/** Milliseconds that one step of a node is expected to take. */
export function expectedMs(node: PlannedNode, history: StepHistory): number {
  return history.meanMs(workOf(node)) ?? (node.model === undefined ? computeMs : predictionMs);
}

/** For each node the expected milliseconds of the longest path that begins with it. */
export function remainingPaths(graph: RunGraph, history: StepHistory): number[] {
  const remaining = graph.nodes.map(() => 0);
  for (let index = graph.nodes.length - 1; index >= 0; index -= 1) {
    const node = graph.nodes[index];
    if (!node) continue;
    const own = (remaining[index] ?? 0) + expectedMs(node, history);
    remaining[index] = own;
    for (const { source } of node.inputs) {
      if (source.kind !== 'node') continue;
      remaining[source.node] = Math.max(remaining[source.node] ?? 0, own);
    }
  }
  return remaining;
}
