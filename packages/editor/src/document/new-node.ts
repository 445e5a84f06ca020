import type { Workflow } from '@catena/engine';
import type { NewNode } from './edits/add-node.ts';
import { newNodeId, nodeIdBase } from './edits/new-id.ts';
import type { Point } from './layout.ts';

/** What is to be placed: a node type, and the model or the workflow that it runs. */
export interface NodeChoice {
  type: string;
  provider?: string | undefined;
  model?: string | undefined;
  /** As a node names it. */
  workflow?: string | undefined;
}

/**
 * The node to place for a choice: its id is free and can be said; it has no title, so that it is called
 * what its type or model is called, and no values, so that the defaults of its ports count.
 */
export function newNode(
  workflow: Workflow,
  { type, provider, model, workflow: runs }: NodeChoice,
  position: Point,
): NewNode & { id: string } {
  const named = model ?? runs;
  const base = nodeIdBase({ type, ...(named !== undefined && { model: named }) });
  return { id: newNodeId(workflow, base), type, provider, model, workflow: runs, position };
}
