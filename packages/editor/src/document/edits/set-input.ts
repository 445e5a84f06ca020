import type { WorkflowNode } from '@catena/engine';
import { writeEdgeId } from '../card-id.ts';
import { withLayoutEntry } from '../layout.ts';
import { isReference } from '../references.ts';
import type { Edit } from './compose-edits.ts';
import { withMembers } from './with-members.ts';
import { findEntry, withEntry } from './with-section.ts';

/**
 * Sets what stands in an input of a node, in place of a value or of an edge; `undefined` empties it, so
 * that the default of the port counts.
 */
export function setInput(nodeId: string, port: string, value: unknown): Edit {
  return (workflow) => {
    const node = findEntry(workflow, 'nodes', nodeId);
    if (!node) return workflow;
    const before = node.input ?? {};
    const input = withMembers<Record<string, unknown>>(before, { [port]: value });
    if (input === before) return workflow;
    const next = withMembers<WorkflowNode>(node, {
      input: Object.keys(input).length > 0 ? input : undefined,
    });
    const set = withEntry(workflow, 'nodes', { name: nodeId, value: next });
    if (!isReference(before[port]) || isReference(value)) return set;
    const id = writeEdgeId(nodeId, port);
    return withLayoutEntry(set, 'reroutes', { id, value: undefined });
  };
}
