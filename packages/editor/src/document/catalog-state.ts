import type { Issue, ModelSet, NodeCatalog, NodeDescriptor, Workflow } from '@catena/engine';

/** What workflows can be made of: node types, and the models that are known so far. */
export interface CatalogState {
  status: 'loading' | 'ready' | 'failed';
  error?: string;
  nodeTypes: readonly NodeDescriptor[];
  catalog: NodeCatalog;
  /** By `modelKey(provider, model)`. */
  models: ModelSet;
  /** Models that were asked for and are not there, with the reason in words. */
  missingModels: ReadonlyMap<string, MissingModel>;
  /** Workflows that nodes run, by reference. */
  workflows: ReadonlyMap<string, SubWorkflow>;
  missingWorkflows: ReadonlyMap<string, MissingModel>;
}

/** A workflow that nodes run. */
export interface SubWorkflow {
  workflow: Workflow;
  /** Its semantic hash. */
  hash: string;
  /** The saved workflow that it is, or was published from. */
  workflowId?: string | undefined;
}

/** Why a model is not there. */
export interface MissingModel extends Pick<Issue, 'message' | 'hint'> {
  /** As the server names it, e.g. `model-not-found`. */
  code: string;
}
