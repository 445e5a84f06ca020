import { EngineError } from '../errors/engine-error.ts';
import type { PlannedNode } from '../planning/run-graph.ts';

/**
 * Checks what fan-out relies on: list ports give lists, and lists that share an axis have one length.
 *
 * @throws EngineError `invalid-output`.
 */
export function checkOutput(node: PlannedNode, output: Readonly<Record<string, unknown>>): void {
  const lengths = new Map<string, { port: string; length: number }>();
  for (const port of node.outputs) {
    const value = output[port.name];
    if (port.type.depth === 0 || value === undefined) continue;
    if (!Array.isArray(value)) {
      throw new EngineError({
        code: 'invalid-output',
        message: `Output "${port.name}" of node "${node.id}" should be a list, but is not.`,
        nodeId: node.id,
      });
    }
    const axis = port.axis ?? port.name;
    const known = lengths.get(axis);
    if (known && known.length !== value.length) {
      throw new EngineError({
        code: 'invalid-output',
        message: `Outputs "${known.port}" and "${port.name}" of node "${node.id}" belong together, but have ${known.length} and ${value.length} items.`,
        nodeId: node.id,
      });
    }
    lengths.set(axis, { port: port.name, length: value.length });
  }
}
