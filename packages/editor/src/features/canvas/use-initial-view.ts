import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore, type Viewport } from '@xyflow/react';
import { useTab } from '../../document/editor-context.ts';
import { useCanvas } from './canvas-store.ts';
import type { CanvasDriver } from './canvas-driver.ts';
import { recallViewport, rememberViewport } from './viewport-memory.ts';

const nothingRecalled: Viewport = { x: 0, y: 0, zoom: 1 };

/** Shows a document as it was last seen, or else all of it: as estimated at once, then as drawn. */
export function useInitialView(canvas: CanvasDriver) {
  const { document } = useTab();
  const [recalled] = useState(() => recallViewport(document));
  const hasRoom = useStore((state) => state.width > 0 && state.height > 0);
  const isDrawn = useCanvas((state) => state.overview || state.sizes.size > 0);
  const isSettled = useRef(false);
  const isKnown = recalled !== undefined;
  useEffect(() => {
    if (isKnown || !hasRoom || isSettled.current) return;
    canvas.showAll();
    isSettled.current = isDrawn;
  }, [isKnown, hasRoom, isDrawn, canvas]);
  const onMoveEnd = useCallback(
    (_event: unknown, viewport: Viewport) => rememberViewport(document, viewport),
    [document],
  );
  return { defaultViewport: recalled ?? nothingRecalled, onMoveEnd };
}
