import type { ModelSet, NodeCatalog, NodePorts, TypedWorkflow, Workflow } from '@catena/engine';
import type { OpenDocument } from '../workspace-store.ts';
import type { CatalogStore } from '../catalog-store.ts';

/** All that is needed to say what fits what in a document. */
export interface ConnectContext {
  workflow: Workflow;
  catalog: NodeCatalog;
  models: ModelSet;
  /** By node; of this very workflow. */
  ports: ReadonlyMap<string, NodePorts>;
  typed: TypedWorkflow;
}

/** What fits what in an open document, as it is now. */
export function connectContextOf(
  tab: Pick<OpenDocument, 'document' | 'analysis'>,
  catalogStore: CatalogStore,
): ConnectContext {
  const { ports, typed } = tab.analysis.flush();
  const { catalog, models } = catalogStore.getState();
  return { workflow: tab.document.getState().workflow, catalog, models, ports, typed };
}
