import { useCallback, useSyncExternalStore } from 'react';
import { useTab } from '../../../document/editor-context.ts';
import { useRuns } from '../../../runs/runs-context.ts';
import type { FanOutSource } from './fan-out.ts';

/**
 * Words about fan-out, from the document and from the run that is shown. Renders again only when the
 * words change.
 */
export function useFanOut(read: (source: FanOutSource) => string): string {
  const { key, document, analysis } = useTab();
  const runs = useRuns();
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [analysis.subscribe(listener), runs.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
    [analysis, runs],
  );
  return useSyncExternalStore(subscribe, () =>
    read({
      workflow: document.getState().workflow,
      typed: analysis.getState().typed,
      run: runs.getState().views.get(key),
    }),
  );
}
