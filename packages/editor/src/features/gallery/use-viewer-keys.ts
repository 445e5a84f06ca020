import { useEffect, useEffectEvent } from 'react';
import type { ZoomControl } from './use-zoom.ts';

/** What keys do in the viewer. */
export interface ViewerKeys {
  position: number;
  count: number;
  go: (position: number) => void;
  control: ZoomControl;
  toggleCompare: () => void;
}

const zoomStep = 1.25;

const actions: Readonly<Record<string, (viewer: ViewerKeys) => void>> = {
  ArrowLeft: ({ go, position }) => go(position - 1),
  ArrowRight: ({ go, position }) => go(position + 1),
  Home: ({ go }) => go(0),
  End: ({ go, count }) => go(count - 1),
  '+': ({ control }) => control.by(zoomStep),
  '=': ({ control }) => control.by(zoomStep),
  '-': ({ control }) => control.by(1 / zoomStep),
  '0': ({ control }) => control.real(),
  '1': ({ control }) => control.fit(),
  c: ({ toggleCompare }) => toggleCompare(),
};

const typing = 'input, textarea, select, [contenteditable="true"]';

/** Keys of the viewer: arrows go on, plus and minus zoom, 1 shows all, 0 is real size, C compares. */
export function useViewerKeys(viewer: ViewerKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isTyping = event.target instanceof Element && event.target.closest(typing);
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action(viewer);
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event);
    // Before the shortcuts of the page, for which the same keys mean other things.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
