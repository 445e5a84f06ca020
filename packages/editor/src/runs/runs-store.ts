import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunsPort } from '../document/commands/command.ts';
import type { OpenDocument } from '../document/workspace-store.ts';
import type { RunView } from './node-run.ts';

/** The run that each tab shows. */
export interface RunsState {
  /** By key of the tab. */
  views: ReadonlyMap<string, RunView>;
  /** Results that no longer belong to the document, by key of the tab and by node, with why in words. */
  stale: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Runs as the editor shows them: started, followed, folded with the engine's own core. */
export interface RunsStore extends StoreApi<RunsState>, RunsPort {
  /** Shows a run in a tab, from its first event, and follows it while it goes on. */
  show(tab: OpenDocument, runId: string): Promise<void>;
  /** Shows no run in a tab any more; the run itself goes on. */
  clear(tab: OpenDocument): void;
}

/** An empty state; `createRunsStore` builds on it. */
export function createRunsState(): StoreApi<RunsState> {
  return createStore<RunsState>(() => ({ views: new Map(), stale: new Map() }));
}
