import { EngineError } from '../errors/engine-error.ts';
import type { PlannedNode, RunGraph } from './run-graph.ts';

/** How many steps a node has. */
export interface StepCount {
  steps: number;
  /** False where a list is known only when the run is under way; then it is the part that is known. */
  exact: boolean;
}

function itemsAt(value: unknown, depth: number): number[] {
  if (!Array.isArray(value)) return [];
  return depth === 0 ? [value.length] : value.flatMap((item) => itemsAt(item, depth - 1));
}

/** Steps of a node whose lists are all known: the sum over nested lists, the product over others. */
function countNode(graph: RunGraph, node: PlannedNode): StepCount {
  const factors = new Map<number, number>();
  for (const axis of node.axes) {
    if (axis.source.kind !== 'constant') return { steps: 0, exact: false };
    // An inner list is counted over all the lists it stands in, which it then replaces.
    const value = graph.constants[axis.source.constant]?.value;
    const lengths = itemsAt(value, axis.digs.length);
    factors.set(
      axis.source.constant,
      lengths.reduce((sum, length) => sum + length, 0),
    );
  }
  const steps = [...factors.values()].reduce((product, factor) => product * factor, 1);
  return { steps, exact: true };
}

/**
 * Counts the steps of each node before anything is run.
 *
 * @throws EngineError `too-many-steps` where those that are known are more than the limit.
 */
export function countSteps(graph: RunGraph): StepCount[] {
  const counts = graph.nodes.map((node) => countNode(graph, node));
  let total = 0;
  for (const [index, { steps }] of counts.entries()) {
    total += steps;
    if (total > graph.maxSteps) throw tooMany(graph, { index, steps });
  }
  return counts;
}

function tooMany(graph: RunGraph, at: { index: number; steps: number }): EngineError {
  const node = graph.nodes[at.index];
  const fanOut = node?.axes.map((axis) => axis.id).join(' × ');
  return new EngineError({
    code: 'too-many-steps',
    message: `The run would have more than ${graph.maxSteps} steps: node "${node?.id}" alone has ${at.steps}${fanOut ? ` (${fanOut})` : ''}.`,
    hint: 'Shorten the lists, pair them with list.zip instead of multiplying them, or raise the limit of steps.',
    details: { maxSteps: graph.maxSteps, steps: at.steps },
    ...(node && { nodeId: node.id }),
  });
}
