import type { NodeCatalog } from '../definition/node-catalog.ts';
import type { Workflow } from '../workflow/workflow-schema.ts';

/** A model that a node names. */
export interface CollectedModel {
  nodeId: string;
  provider: string;
  /** `owner/name` or `owner/name:version`, as it stands in the file. */
  model: string;
}

/** The models that a workflow needs, one for each node whose ports come from its model, in document order. */
export function collectModels(workflow: Workflow, catalog: NodeCatalog): CollectedModel[] {
  return Object.entries(workflow.nodes).flatMap(([nodeId, { type, provider, model }]) =>
    catalog.find(type)?.portsFrom?.kind === 'model' && provider && model
      ? [{ nodeId, provider, model }]
      : [],
  );
}
