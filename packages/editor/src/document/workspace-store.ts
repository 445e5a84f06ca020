import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Workflow } from '@catena/engine';
import { createAnalysisStore, type AnalysisStore } from './analysis-store.ts';
import type { CatalogStore } from './catalog-store.ts';
import { newKey } from './new-key.ts';
import { createRunInputs, type RunInputsStore } from './run-inputs.ts';
import { createWorkflowStore, type WorkflowStore } from './workflow-store.ts';

/** How a document stands to its copy on the server. */
export type SaveStatus =
  | { kind: 'saved' }
  | { kind: 'changed' }
  | { kind: 'saving' }
  /** Somebody else has saved another state meanwhile. */
  | { kind: 'conflict'; revision: number }
  | { kind: 'failed'; message: string };

/** One tab: an open document and all that belongs to it. */
export interface OpenDocument {
  /** Names the tab; not the workflow. */
  readonly key: string;
  readonly document: WorkflowStore;
  readonly analysis: AnalysisStore;
  /** What was entered in its form. */
  readonly runInputs: RunInputsStore;
  /** Its copy on the server; missing for what was never saved. */
  workflowId?: string;
  revision?: number;
  /** The template that it was made from. */
  templateId?: string;
  /** Shown as it was at the time of a run; not to be changed. */
  runId?: string;
  readOnly: boolean;
  /** The card of another tab that runs this workflow, where it was opened from there. */
  openedFrom?: { key: string; card: string };
  /** The state that is on the server; compared by identity. */
  savedWorkflow?: Workflow;
  saveStatus: SaveStatus;
}

export interface WorkspaceState {
  tabs: readonly OpenDocument[];
  activeKey: string | undefined;
}

type OpenOptions = Partial<
  Pick<
    OpenDocument,
    'workflowId' | 'revision' | 'templateId' | 'runId' | 'readOnly' | 'savedWorkflow' | 'openedFrom'
  >
> & { key?: string; activate?: boolean };

/** The tabs of the editor. */
export interface WorkspaceStore extends StoreApi<WorkspaceState> {
  active(): OpenDocument | undefined;
  find(key: string): OpenDocument | undefined;
  /** Opens a document in a new tab, or goes to the tab that has this saved workflow or run open. */
  open(workflow: Workflow, options?: OpenOptions): OpenDocument;
  activate(key: string): void;
  close(key: string): void;
  /** Changes what is known of a tab, such as its revision. */
  update(
    key: string,
    change: Partial<Omit<OpenDocument, 'key' | 'document' | 'analysis' | 'runInputs'>>,
  ): void;
  /** Forgets the copy on the server, e.g. because it was deleted there: the tab is as never saved. */
  detach(key: string): void;
}

function isSame(tab: OpenDocument, options: OpenOptions): boolean {
  if (options.runId !== undefined) return tab.runId === options.runId;
  return options.workflowId !== undefined && tab.workflowId === options.workflowId && !tab.runId;
}

/** Makes an empty workspace. */
export function createWorkspaceStore(catalog: CatalogStore): WorkspaceStore {
  const store = createStore<WorkspaceState>(() => ({ tabs: [], activeKey: undefined }));
  const { getState, setState } = store;
  const find = (key: string | undefined) => getState().tabs.find((tab) => tab.key === key);

  function open(workflow: Workflow, options: OpenOptions = {}): OpenDocument {
    const known = getState().tabs.find((tab) => isSame(tab, options));
    if (known) {
      setState({ activeKey: known.key });
      return known;
    }
    const { activate = true, key = newKey(), ...rest } = options;
    const document = createWorkflowStore(workflow);
    const tab: OpenDocument = {
      readOnly: false,
      ...rest,
      key,
      document,
      analysis: createAnalysisStore(document, catalog),
      runInputs: createRunInputs(key, globalThis.sessionStorage),
      saveStatus: { kind: rest.savedWorkflow === workflow || rest.readOnly ? 'saved' : 'changed' },
    };
    setState(({ tabs, activeKey }) => ({
      tabs: [...tabs, tab],
      activeKey: activate ? key : activeKey,
    }));
    return tab;
  }

  function close(key: string) {
    find(key)?.analysis.dispose();
    setState(({ tabs, activeKey }) => {
      const index = tabs.findIndex((tab) => tab.key === key);
      const left = tabs.filter((tab) => tab.key !== key);
      const next = left[Math.min(index, left.length - 1)]?.key;
      return { tabs: left, activeKey: activeKey === key ? next : activeKey };
    });
  }

  return Object.assign(store, {
    active: () => find(getState().activeKey),
    find,
    open,
    activate: (key: string) => setState({ activeKey: key }),
    close,
    update(key: string, change: Partial<OpenDocument>) {
      setState(({ tabs }) => ({
        tabs: tabs.map((tab) => (tab.key === key ? { ...tab, ...change } : tab)),
      }));
    },
    detach(key: string) {
      setState(({ tabs }) => ({
        tabs: tabs.map((tab) => {
          if (tab.key !== key) return tab;
          const { workflowId: _id, revision: _revision, savedWorkflow: _saved, ...rest } = tab;
          return { ...rest, saveStatus: { kind: 'changed' } };
        }),
      }));
    },
  });
}
