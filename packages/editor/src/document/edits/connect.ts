import type { Reference, Workflow } from '@catena/engine';
import { parseCardId, writeEdgeId } from '../card-id.ts';
import { equalJson } from '../equal-json.ts';
import { withLayoutEntry } from '../layout.ts';
import { writeFrom } from '../references.ts';
import type { Edit } from './compose-edits.ts';
import { withMembers } from './with-members.ts';
import { findEntry, withEntry } from './with-section.ts';

/** An edge that is to be made: from a node or an input card to a node or an output card. */
export interface Connection {
  source: string;
  /** Of a node; an input card has only one. */
  sourcePort: string;
  target: string;
  /** Of a node; an output card has only one. */
  targetPort: string;
  /** Take a list item by item (true) or whole (false). */
  each?: boolean | undefined;
}

function feedOutput(workflow: Workflow, name: string, reference: Reference): Workflow {
  const output = findEntry(workflow, 'outputs', name);
  if (!output) return workflow;
  const value = withMembers(output, { $from: reference.$from, each: reference.each });
  return withEntry(workflow, 'outputs', { name, value });
}

function feedNode(workflow: Workflow, connection: Connection, reference: Reference): Workflow {
  const { target: name, targetPort: port } = connection;
  const node = findEntry(workflow, 'nodes', name);
  if (!node || equalJson(node.input?.[port], reference)) return workflow;
  const value = { ...node, input: { ...node.input, [port]: reference } };
  return withEntry(workflow, 'nodes', { name, value });
}

/** Makes an edge; it takes the place of what fed the port. Whether it fits is not asked here. */
export function connect(connection: Connection): Edit {
  return (workflow) => {
    const { source, sourcePort, target, targetPort, each } = connection;
    const $from = writeFrom({ card: source, port: sourcePort });
    const from = parseCardId(source);
    const section = from.kind === 'input' ? 'inputs' : 'nodes';
    if ($from === undefined || !findEntry(workflow, section, from.name)) return workflow;
    const reference: Reference = { $from, ...(each !== undefined && { each }) };
    const { kind, name } = parseCardId(target);
    const fed =
      kind === 'output'
        ? feedOutput(workflow, name, reference)
        : feedNode(workflow, connection, reference);
    if (fed === workflow) return workflow;
    // The points lay on the way from the source before.
    const id = writeEdgeId(target, targetPort);
    return withLayoutEntry(fed, 'reroutes', { id, value: undefined });
  };
}
