import { useEffect, useState } from 'react';
import { useOnViewportChange, useStore, type Viewport } from '@xyflow/react';
import type { CanvasPort } from '../../document/commands/command.ts';
import { useTab } from '../../document/editor-context.ts';
import { useCanvas } from './canvas-store.ts';
import { recallViewport, rememberViewport } from './viewport-memory.ts';

/** Shows a document as it was last seen, or else all of it, once its cards are drawn. */
export function useInitialView(canvas: CanvasPort): Viewport {
  const { document } = useTab();
  const [recalled] = useState(() => recallViewport(document));
  const [isDone, setIsDone] = useState(recalled !== undefined);
  const hasRoom = useStore((state) => state.width > 0 && state.height > 0);
  const isDrawn = useCanvas((state) => state.sizes.size > 0);
  useEffect(() => {
    if (isDone || !hasRoom || !isDrawn) return;
    canvas.fit();
    setIsDone(true);
  }, [isDone, hasRoom, isDrawn, canvas]);
  useOnViewportChange({ onEnd: (viewport) => rememberViewport(document, viewport) });
  return recalled ?? { x: 0, y: 0, zoom: 1 };
}
