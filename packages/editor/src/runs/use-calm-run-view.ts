import { useEffect, useState } from 'react';
import { useTab } from '../document/editor-context.ts';
import type { RunView } from './node-run.ts';
import { useRuns } from './runs-context.ts';

const calmMs = 250;

/**
 * The run that the tab shows, for what draws all of its steps: while it goes on, renders again a few
 * times a second and not with each batch of events; its end is shown at once.
 */
export function useCalmRunView(): RunView | undefined {
  const { key } = useTab();
  const runs = useRuns();
  const [view, setView] = useState(() => runs.getState().views.get(key));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      clearTimeout(timer);
      timer = undefined;
      setView(runs.getState().views.get(key));
    };
    const stop = runs.subscribe(({ views }, before) => {
      const next = views.get(key);
      const last = before.views.get(key);
      if (next === last) return;
      if (next?.id !== last?.id || next?.status !== last?.status) take();
      else timer ??= setTimeout(take, calmMs);
    });
    take();
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key, runs]);
  return view;
}
