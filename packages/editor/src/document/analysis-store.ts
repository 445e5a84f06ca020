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
import type { CatalogState } from './catalog-state.ts';
import { findNeeded, studyWorkflows } from './sub-workflows.ts';
import type { WorkflowState, WorkflowStore } from './workflow-store.ts';

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
  catalog: CatalogState,
): { problems: Issue[]; waiting: boolean } {
  const needed = collectModels(workflow, catalog.catalog);
  let waiting = false;
  const problems = needed.flatMap(({ nodeId, provider, model }): Issue[] => {
    const key = modelKey(provider, model);
    const path = ['nodes', nodeId, 'model'];
    const found = catalog.models.get(key);
    if (found?.unavailable !== undefined) {
      const message = `${found.title ?? found.model} cannot be run: ${found.unavailable}`;
      return [{ message, code: 'unknown-model', severity: 'error', nodeId, path }];
    }
    if (found) return [];
    const missing = catalog.missingModels.get(key);
    if (!missing) {
      waiting = true;
      return [];
    }
    const { message, hint } = missing;
    const words = { message, ...(hint !== undefined && { hint }) };
    return [{ ...words, code: 'unknown-model', severity: 'error', nodeId, path }];
  });
  return { problems, waiting };
}

/** How long a change waits to be analysed, in milliseconds. */
const delayMs = 30;
/** What takes longer than a frame waits until nothing has changed for a few times as long. */
const frameMs = 16;
const longestDelayMs = 1_000;

function delayAfter(lastMs: number): number {
  return lastMs < frameMs ? delayMs : Math.min(longestDelayMs, Math.max(delayMs, 3 * lastMs));
}

/** All that the analysis depends on; the layout is no part of it. */
function findCauses({ workflow }: WorkflowState, catalog: CatalogState): readonly unknown[] {
  const { nodes, inputs, outputs } = workflow;
  const { models, missingModels, workflows, missingWorkflows } = catalog;
  const ofDocument = [nodes, inputs, outputs];
  return [...ofDocument, catalog.catalog, models, missingModels, workflows, missingWorkflows];
}

function analyse({ workflow, version }: WorkflowState, catalog: CatalogState): AnalysisState {
  const { problems, waiting } = modelProblems(workflow, catalog);
  const { workflows: references } = findNeeded(workflow, catalog);
  const { workflows, problems: workflowProblems } = studyWorkflows(references, catalog);
  const { issues, typed, ports } = validateWorkflow(workflow, {
    catalog: catalog.catalog,
    models: catalog.models,
    modelProblems: problems,
    workflows,
    workflowProblems,
  });
  return {
    version,
    ports,
    typed,
    issues,
    issuesByNode: groupByNode(issues),
    loadingModels: waiting,
  };
}

/**
 * Derives ports, axes and issues from a document, with the engine's own rules. Moving things about
 * derives nothing anew.
 */
export function createAnalysisStore(
  document: WorkflowStore,
  catalogStore: CatalogStore,
): AnalysisStore {
  const store = createStore<AnalysisState>(() => nothing);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let causes: readonly unknown[] = [];
  let lastMs = 0;

  /** Whether what is derived still holds for the document as it is. */
  function holds(): boolean {
    const now = findCauses(document.getState(), catalogStore.getState());
    return now.every((cause, index) => cause === causes[index]);
  }

  function derive(): AnalysisState {
    clearTimeout(timer);
    timer = undefined;
    const catalog = catalogStore.getState();
    if (catalog.status !== 'ready' || holds()) return store.getState();
    const state = document.getState();
    const needed = findNeeded(state.workflow, catalog);
    for (const { provider, model } of needed.models) void catalogStore.needModel(provider, model);
    for (const reference of needed.workflows) void catalogStore.needWorkflow(reference);
    const startedAt = performance.now();
    causes = findCauses(state, catalog);
    store.setState(analyse(state, catalog));
    lastMs = performance.now() - startedAt;
    return store.getState();
  }

  function schedule() {
    if (timer === undefined && holds()) {
      const { version } = document.getState();
      if (store.getState().version !== version) store.setState({ version });
      return;
    }
    // Small documents are analysed while one types; large ones when one stops.
    if (timer !== undefined && lastMs < frameMs) return;
    clearTimeout(timer);
    timer = setTimeout(derive, delayAfter(lastMs));
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
