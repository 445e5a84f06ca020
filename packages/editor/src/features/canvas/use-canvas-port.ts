import { useEffect, useMemo } from 'react';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import type { CanvasPort } from '../../document/commands/command.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { CanvasDriver, type CanvasDriverOptions } from './canvas-driver.ts';
import { isAttachable } from './canvas-port.ts';
import { useCanvasStore } from './canvas-store.ts';
import type { FlowEdge, FlowNode } from './to-react-flow.ts';

/** What passes on to a driver, whose methods need it as `this`. */
function toPort(driver: CanvasDriver): CanvasPort {
  return {
    center: () => driver.center(),
    toDocument: (screen) => driver.toDocument(screen),
    zoomBy: (factor) => driver.zoomBy(factor),
    zoomTo: (zoom) => driver.zoomTo(zoom),
    fit: (cards) => driver.fit(cards),
    focus: (card) => driver.focus(card),
    sizeOf: (card) => driver.sizeOf(card),
    pointer: () => driver.pointer(),
    rename: (card) => driver.rename(card),
    drawAll: (isWanted) => driver.drawAll(isWanted),
  };
}

/** The canvas on the screen; commands see it while it is there. */
export function useCanvasPort(pointerAt: CanvasDriverOptions['pointerAt']): CanvasDriver {
  const { canvas: port } = useEditor();
  const { document } = useTab();
  const canvas = useCanvasStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi<FlowNode, FlowEdge>();
  const driver = useMemo(
    () => new CanvasDriver({ document, canvas, flow, store, pointerAt }),
    [document, canvas, flow, store, pointerAt],
  );
  useEffect(() => {
    return isAttachable(port) ? port.attach(toPort(driver)) : undefined;
  }, [port, driver]);
  return driver;
}
