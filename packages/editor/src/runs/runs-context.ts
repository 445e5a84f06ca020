import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useTab } from '../document/editor-context.ts';
import type { NodeRun, RunView } from './node-run.ts';
import type { RunsStore } from './runs-store.ts';

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

/** How a node stands in the run that the tab shows. Renders again only when that node changes. */
export function useNodeRun(nodeId: string): NodeRun | undefined {
  return useRunView((view) => view.nodes.get(nodeId));
}

/** Why the result of a node no longer belongs to the document, in words. */
export function useStaleReason(nodeId: string): string | undefined {
  const { key } = useTab();
  return useStore(useRuns(), ({ stale }) => stale.get(key)?.get(nodeId));
}
