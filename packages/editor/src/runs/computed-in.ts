import { WorkflowGraph, type RunPart, type Workflow } from '@catena/engine';

/** The nodes that a part of a workflow computes; undefined where it may be any. */
export function computedIn(workflow: Workflow, part: RunPart | undefined): string[] | undefined {
  if (!part || part.kind === 'failed') return undefined;
  if (part.kind !== 'from') return [...part.nodes];
  return [...new WorkflowGraph(workflow).downstreamOf(part.nodes)];
}
