import type { Workflow } from '@catena/engine';
import { seededRandom } from './seeded-random.ts';

/** Shapes of graphs that are measured. */
export type Shape = 'chain' | 'fan' | 'layered';

export const shapes: readonly Shape[] = ['chain', 'fan', 'layered'];

/** A graph of steps by number, each with the steps that it needs; sources before what they feed. */
export type StepGraph = number[][];

const layerWidth = 50;
const edgesPerStep = 4;

function layeredGraph(steps: number): StepGraph {
  const random = seededRandom(steps);
  return Array.from({ length: steps }, (_, index) => {
    const layer = Math.floor(index / layerWidth);
    if (layer === 0) return [];
    // Between three and five edges, most of them from the layer before.
    const count = edgesPerStep - 1 + Math.floor(random() * 3);
    const needs = new Set<number>();
    while (needs.size < count) {
      const far = random() < 0.2 ? Math.floor(random() * layer) : layer - 1;
      needs.add(far * layerWidth + Math.floor(random() * layerWidth));
    }
    return [...needs];
  });
}

/** The graph of steps of a shape: what the loops run. */
export function stepGraph(shape: Shape, steps: number): StepGraph {
  switch (shape) {
    case 'chain':
      return Array.from({ length: steps }, (_, index) => (index === 0 ? [] : [index - 1]));
    case 'fan': {
      const middle = Array.from({ length: steps }, (_, index) => index + 1);
      return [[], ...middle.map(() => [0]), middle];
    }
    default:
      return layeredGraph(steps);
  }
}

function fanWorkflow(steps: number): Workflow['nodes'] {
  return {
    spread: { type: 'bench.spread', input: { length: steps } },
    each: { type: 'bench.step', input: { value: { $from: 'spread.items' } } },
    gather: { type: 'bench.gather', input: { items: { $from: 'each.value' } } },
  };
}

function nodesOf(graph: StepGraph): Workflow['nodes'] {
  return Object.fromEntries(
    graph.map((needs, index) => {
      if (needs.length === 0)
        return [`n${index}`, { type: 'bench.source', input: { value: index } }];
      const names = needs.map((need, position) => [`in${position}`, { $from: `n${need}.value` }]);
      const [only] = needs;
      return needs.length === 1
        ? [`n${index}`, { type: 'bench.step', input: { value: { $from: `n${only}.value` } } }]
        : [`n${index}`, { type: 'bench.merge', input: Object.fromEntries(names) }];
    }),
  );
}

/** The workflow of a shape: a chain and a layered graph of as many nodes, a fan-out of as many items. */
export function shapeWorkflow(shape: Shape, steps: number): Workflow {
  const nodes = shape === 'fan' ? fanWorkflow(steps) : nodesOf(stepGraph(shape, steps));
  return { catena: 1, nodes };
}
