import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useTab } from '../document/editor-context.ts';
import { nodeRunOf, type NodeRun, type RunView } from './node-run.ts';
import type { RunsState, RunsStore } from './runs-store.ts';

/** The runs of the editor, for components. Made once, in `app/`. */
export const RunsContext = createContext<RunsStore | undefined>(undefined);

/** The runs of the editor. */
export function useRuns(): RunsStore {
  const runs = useContext(RunsContext);
  if (!runs) throw new Error('useRuns is used outside of RunsContext');
  return runs;
}

/** Part of the run that the tab shows; undefined where it shows none. */
export function useRunView<Value>(selector: (view: RunView) => Value): Value | undefined {
  const { key } = useTab();
  return useStore(useRuns(), ({ views }) => {
    const view = views.get(key);
    return view && selector(view);
  });
}

/** How a node stands in what the tab shows. Renders again only when that node changes. */
export function useNodeRun(nodeId: string): NodeRun | undefined {
  return useRunView((view) => nodeRunOf(view, nodeId));
}

/** The result of a node in the run before, which stays in view until there is a new one. */
export function useEarlierNodeRun(nodeId: string): NodeRun | undefined {
  return useRunView((view) => view.earlier.get(nodeId));
}

function staleReasonOf(state: RunsState, key: string, nodeId: string): string | undefined {
  const reason = state.stale.get(key)?.get(nodeId);
  if (reason === undefined) return undefined;
  const view = state.views.get(key);
  const run = view && nodeRunOf(view, nodeId);
  const hasResult = run && run.counts.succeeded + run.counts.cached + run.counts.failed > 0;
  return hasResult ? reason : undefined;
}

/** Why the result of a node no longer belongs to the document, in words. */
export function useStaleReason(nodeId: string): string | undefined {
  const { key } = useTab();
  return useStore(useRuns(), (state) => staleReasonOf(state, key, nodeId));
}

/** Whether the tab is about to start a run. */
export function useIsStarting(): boolean {
  const { key } = useTab();
  return useStore(useRuns(), ({ starting }) => starting.has(key));
}
