import { createStore, del, entries, set } from 'idb-keyval';
import type { Workflow } from '@catena/engine';

/** What is kept of a tab. */
export interface TabDraft {
  key: string;
  workflow: Workflow;
  /** The state that is on the server; `same` where it is the one above. */
  saved?: Workflow | 'same';
  workflowId?: string;
  revision?: number;
  templateId?: string;
  runId?: string;
  readOnly: boolean;
}

/** What is kept of a window: its tabs, in order. */
export interface WindowDraft {
  tabs: readonly TabDraft[];
  activeKey?: string;
  /** Milliseconds since the epoch. */
  savedAt: number;
}

/** Where windows keep what is open in them, each under a key of its own. */
export interface DraftStorage {
  all(): Promise<[windowKey: string, draft: WindowDraft][]>;
  put(windowKey: string, draft: WindowDraft): Promise<void>;
  remove(windowKey: string): Promise<void>;
}

/** Keeps drafts in the database of this browser. */
export function createDraftStorage(): DraftStorage {
  const store = createStore('catena-drafts', 'windows');
  return {
    all: () => entries<string, WindowDraft>(store),
    put: (windowKey, draft) => set(windowKey, draft, store),
    remove: (windowKey) => del(windowKey, store),
  };
}
