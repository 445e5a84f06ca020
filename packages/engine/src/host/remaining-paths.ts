import type { RunGraph } from '../planning/run-graph.ts';

// Calls of models take long, computing does not; without a history that is all there is to know.
const predictionMs = 1000;
const computeMs = 10;

/** For each node the milliseconds of the longest path that begins with it. */
export function remainingPaths(graph: RunGraph): number[] {
  const remaining = graph.nodes.map(() => 0);
  for (let index = graph.nodes.length - 1; index >= 0; index -= 1) {
    const node = graph.nodes[index];
    if (!node) continue;
    const own = (remaining[index] ?? 0) + (node.model === undefined ? computeMs : predictionMs);
    remaining[index] = own;
    for (const { source } of node.inputs) {
      if (source.kind !== 'node') continue;
      remaining[source.node] = Math.max(remaining[source.node] ?? 0, own);
    }
  }
  return remaining;
}
