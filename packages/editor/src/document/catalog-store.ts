import { createStore, type StoreApi } from 'zustand/vanilla';
import { modelKey, NodeCatalog, type ModelDescription } from '@catena/engine';
import { ApiError, type Client } from '@catena/server/client';
import type { CatalogState, SubWorkflow } from './catalog-state.ts';
import { SubWorkflowLoader } from './sub-workflow-loader.ts';

export interface CatalogStore extends StoreApi<CatalogState> {
  /** Loads the node types; again after a failure. */
  load(): Promise<void>;
  /** Makes a model known; resolves when it is, or is found to be missing. Asked for once. */
  needModel(provider: string, model: string): Promise<ModelDescription | undefined>;
  /** Makes a workflow known that nodes run, by its reference; resolves as `needModel` does. */
  needWorkflow(reference: string): Promise<SubWorkflow | undefined>;
  /** Asks anew for the workflows that nodes run: one of them has changed. */
  refreshWorkflows(): void;
  /** Asks once more for the models that were not there: a token was set, or somebody wants to know. */
  retryMissing(): void;
}

/** Keeps what workflows can be made of; everything comes from the server. */
export function createCatalogStore(client: Client): CatalogStore {
  const store = createStore<CatalogState>(() => ({
    status: 'loading',
    nodeTypes: [],
    catalog: new NodeCatalog([]),
    models: new Map(),
    missingModels: new Map(),
    workflows: new Map(),
    missingWorkflows: new Map(),
  }));
  const asked = new Map<string, Promise<ModelDescription | undefined>>();

  const loader = new SubWorkflowLoader(client, store);

  async function fetchModel(provider: string, model: string) {
    const key = modelKey(provider, model);
    try {
      const description = await client.models.get(provider, model);
      store.setState(({ models }) => ({ models: new Map(models).set(key, description) }));
      return description;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 0) asked.delete(key);
      const { title: message, detail, code } = error.problem;
      const words = { code, message, ...(detail !== undefined && { hint: detail }) };
      store.setState(({ missingModels }) => ({
        missingModels: new Map(missingModels).set(key, words),
      }));
      return undefined;
    }
  }

  return Object.assign(store, {
    async load() {
      store.setState({ status: 'loading' });
      try {
        const { nodeTypes } = await client.nodeTypes();
        store.setState({ status: 'ready', nodeTypes, catalog: new NodeCatalog(nodeTypes) });
      } catch (error) {
        store.setState({ status: 'failed', error: (error as Error).message });
      }
    },
    needModel(provider: string, model: string) {
      const key = modelKey(provider, model);
      const known = asked.get(key) ?? fetchModel(provider, model);
      asked.set(key, known);
      return known;
    },
    needWorkflow: (reference: string) => loader.need(reference),
    refreshWorkflows: () => loader.refresh(),
    retryMissing() {
      for (const key of store.getState().missingModels.keys()) asked.delete(key);
      // Whoever needs one of them asks again as soon as it is not known to be missing.
      store.setState({ missingModels: new Map() });
    },
  });
}
