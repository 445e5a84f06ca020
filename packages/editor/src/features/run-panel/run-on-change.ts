import { createStore } from 'zustand/vanilla';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { semanticHash } from '@catena/engine';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { findObstacles } from '../../runs/find-obstacles.ts';
import { useRuns } from '../../runs/runs-context.ts';

/** Keys of the tabs whose document is run whenever it has changed. Never kept: it is off at first. */
const store = createStore<{ keys: ReadonlySet<string> }>(() => ({ keys: new Set() }));

const restMs = 900;

/** Whether the document is run whenever it has changed, and how to say so. */
export function useRunOnChange(): [isOn: boolean, set: (isOn: boolean) => void] {
  const { key } = useTab();
  const isOn = useStore(store, ({ keys }) => keys.has(key));
  return [
    isOn,
    (next) =>
      store.setState(({ keys }) => {
        const changed = new Set(keys);
        if (next) changed.add(key);
        else changed.delete(key);
        return { keys: changed };
      }),
  ];
}

/** Runs the document after each change of what it does, once it has rested and nothing runs. */
export function useRunsOnChange(isOn: boolean): void {
  const { notifier } = useEditor();
  const tab = useTab();
  const runs = useRuns();
  useEffect(() => {
    if (!isOn) return undefined;
    let ran = semanticHash(tab.document.getState().workflow);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(consider, restMs);
    };
    function consider() {
      const { workflow } = tab.document.getState();
      const hash = semanticHash(workflow);
      if (hash === ran || findObstacles(workflow, tab.analysis.flush().issues).length > 0) return;
      if (runs.isRunning(tab)) {
        wait();
        return;
      }
      ran = hash;
      runs.start(tab).catch((error: unknown) => {
        notifier.say({ kind: 'error', text: 'The run was not started.', hint: String(error) });
      });
    }
    const stop = tab.document.subscribe(({ workflow }, before) => {
      if (workflow !== before.workflow) wait();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [isOn, notifier, runs, tab]);
}
