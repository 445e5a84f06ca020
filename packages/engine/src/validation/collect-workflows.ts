import type { NodeCatalog } from '../definition/node-catalog.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';

/** A workflow that a node names. */
export interface CollectedWorkflow {
  nodeId: string;
  /** As it stands in the file. */
  reference: string;
}

/** The workflows that the nodes of a workflow run, in document order. */
export function collectWorkflows(workflow: Workflow, catalog: NodeCatalog): CollectedWorkflow[] {
  return Object.entries(workflow.nodes).flatMap(([nodeId, { type, workflow: reference }]) =>
    catalog.find(type)?.portsFrom?.kind === 'workflow' && reference ? [{ nodeId, reference }] : [],
  );
}
