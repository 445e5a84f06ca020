import type { ValidationRule } from '../validation-context.ts';
import { findCycles } from '../find-cycles.ts';

const maxShown = 12;

/** Writes a cycle for people, the middle of long ones left out: `a → b → a`. */
export function writeCycle(cycle: readonly string[]): string {
  if (cycle.length <= maxShown) return cycle.join(' → ');
  const hidden = cycle.length - maxShown;
  const [start, end] = [cycle.slice(0, maxShown - 2), cycle.slice(-2)];
  return [...start, `… (${hidden} more)`, ...end].join(' → ');
}

/** Finds nodes that wait for their own result: one issue for each group of nodes that feed each other. */
export const cycle: ValidationRule = ({ graph }) =>
  findCycles(graph).map((path) => {
    const [first = '', second = first] = path;
    const closing = path.at(-2) ?? first;
    const port = graph.incoming(first).find((edge) => edge.source === closing)?.targetPort ?? '';
    const written = writeCycle(path);
    return {
      code: 'cycle',
      severity: 'error',
      message:
        first === second
          ? `Node "${first}" waits for its own result: ${written}.`
          : `The nodes wait for each other in a circle: ${written}.`,
      hint: 'Remove one of these connections.',
      nodeId: first,
      port,
      path: ['nodes', first, 'input', port],
    };
  });
