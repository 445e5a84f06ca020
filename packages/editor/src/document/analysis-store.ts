import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  collectModels,
  modelKey,
  validateWorkflow,
  type Issue,
  type NodePorts,
  type TypedWorkflow,
  type Workflow,
} from '@catena/engine';
import type { CatalogStore } from './catalog-store.ts';
import type { WorkflowStore } from './workflow-store.ts';

/** What is derived from a document: ports, types, axes, issues. Follows each change within a moment. */
export interface AnalysisState {
  /** The version of the document that this was derived from. */
  version: number;
  ports: ReadonlyMap<string, NodePorts>;
  typed: TypedWorkflow;
  issues: readonly Issue[];
  /** Of the issues those that concern a node. */
  issuesByNode: ReadonlyMap<string, readonly Issue[]>;
  /** Whether models that the document names are still being asked for. */
  loadingModels: boolean;
}

export interface AnalysisStore extends StoreApi<AnalysisState> {
  /** Derives at once what is not derived yet, for who cannot wait a moment. */
  flush(): AnalysisState;
  dispose(): void;
}

const nothing: AnalysisState = {
  version: -1,
  ports: new Map(),
  typed: { nodes: new Map(), axes: [], outputs: new Map() },
  issues: [],
  issuesByNode: new Map(),
  loadingModels: false,
};

function groupByNode(issues: readonly Issue[]): Map<string, Issue[]> {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    if (issue.nodeId === undefined) continue;
    const group = groups.get(issue.nodeId);
    if (group) group.push(issue);
    else groups.set(issue.nodeId, [issue]);
  }
  return groups;
}

function modelProblems(
  workflow: Workflow,
  catalog: ReturnType<CatalogStore['getState']>,
): { problems: Issue[]; waiting: boolean } {
  const needed = collectModels(workflow, catalog.catalog);
  let waiting = false;
  const problems = needed.flatMap(({ nodeId, provider, model }): Issue[] => {
    const key = modelKey(provider, model);
    if (catalog.models.has(key)) return [];
    const missing = catalog.missingModels.get(key);
    if (!missing) {
      waiting = true;
      return [];
    }
    const path = ['nodes', nodeId, 'model'];
    return [{ ...missing, code: 'unknown-model', severity: 'error', nodeId, path }];
  });
  return { problems, waiting };
}

/** Longest time, in milliseconds, that a change waits to be analysed. */
const delayMs = 30;

/** Derives ports, axes and issues from a document, with the engine's own rules. */
export function createAnalysisStore(
  document: WorkflowStore,
  catalogStore: CatalogStore,
): AnalysisStore {
  const store = createStore<AnalysisState>(() => nothing);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function derive(): AnalysisState {
    clearTimeout(timer);
    timer = undefined;
    const catalog = catalogStore.getState();
    if (catalog.status !== 'ready') return store.getState();
    const { workflow, version } = document.getState();
    for (const { provider, model } of collectModels(workflow, catalog.catalog)) {
      void catalogStore.needModel(provider, model);
    }
    const { problems, waiting } = modelProblems(workflow, catalogStore.getState());
    const { issues, typed, ports } = validateWorkflow(workflow, {
      catalog: catalog.catalog,
      models: catalog.models,
      modelProblems: problems,
    });
    store.setState({
      version,
      ports,
      typed,
      issues,
      issuesByNode: groupByNode(issues),
      loadingModels: waiting,
    });
    return store.getState();
  }

  function schedule() {
    timer ??= setTimeout(derive, delayMs);
  }

  let seen = document.getState().version;
  const stops = [
    document.subscribe(({ version }) => {
      if (version === seen) return;
      seen = version;
      schedule();
    }),
    catalogStore.subscribe(schedule),
  ];
  derive();
  return Object.assign(store, {
    flush: () => (timer === undefined ? store.getState() : derive()),
    dispose() {
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  });
}
