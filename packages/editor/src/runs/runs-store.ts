import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunsPort } from '../document/commands/command.ts';
import type { OpenDocument } from '../document/workspace-store.ts';
import type { RunView } from './node-run.ts';

/** The run that each tab shows. */
export interface RunsState {
  /** By key of the tab. */
  views: ReadonlyMap<string, RunView>;
  /**
   * Results that no longer belong to the document, by key of the tab and by node, with why in words,
   * e.g. `seed changed`. Nodes without a result may be named too.
   */
  stale: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Keys of tabs that are about to start a run. */
  starting: ReadonlySet<string>;
  /** Raised whenever a run was started, or a shown one ended: lists of runs are then out of date. */
  changes: number;
}

/** What is known of a run beside its events. */
export interface ShowOptions {
  dry?: boolean | undefined;
  targets?: string[] | undefined;
}

/** Runs as the editor shows them: started, followed, folded with the engine's own core. */
export interface RunsStore extends StoreApi<RunsState>, RunsPort {
  /** Shows a run in a tab, from its first event, and follows it while it goes on. */
  show(tab: OpenDocument, runId: string, options?: ShowOptions): Promise<void>;
  /** Shows no run in a tab any more; the run itself goes on. */
  clear(tab: OpenDocument): void;
  /** Lets go of all runs; they go on. */
  dispose(): void;
}

/** An empty state; `createRunsStore` builds on it. */
export function createRunsState(): StoreApi<RunsState> {
  return createStore<RunsState>(() => ({
    views: new Map(),
    stale: new Map(),
    starting: new Set(),
    changes: 0,
  }));
}
