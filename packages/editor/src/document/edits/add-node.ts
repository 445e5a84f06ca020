import type { WorkflowNode } from '@catena/engine';
import { withPositions, type Point } from '../layout.ts';
import type { Edit } from './compose-edits.ts';
import { newNodeId, nodeIdBase } from './new-id.ts';
import { withMembers } from './with-members.ts';
import { withEntry } from './with-section.ts';

/** A node that is about to be placed. */
export interface NewNode {
  /** Made from title, model or type where it is missing; numbered where it is taken. */
  id?: string | undefined;
  type: string;
  provider?: string | undefined;
  model?: string | undefined;
  workflow?: string | undefined;
  title?: string | undefined;
  input?: Readonly<Record<string, unknown>> | undefined;
  position: Point;
}

/** Places a node. Its id is `newNodeId(workflow, id ?? nodeIdBase(node))`. */
export function addNode(node: NewNode): Edit {
  return (workflow) => {
    const { position, id: wanted, input, type, provider, model, title } = node;
    const base = { type, ...(title && { title }), ...(model && { model }) };
    const name = newNodeId(workflow, wanted ?? nodeIdBase(base));
    const value = withMembers<WorkflowNode>(
      { type },
      {
        title: title === '' ? undefined : title,
        provider,
        model,
        workflow: node.workflow,
        input: input && Object.keys(input).length > 0 ? { ...input } : undefined,
      },
    );
    return withPositions(withEntry(workflow, 'nodes', { name, value }), { [name]: position });
  };
}
