import { useEffect, useMemo, type RefObject } from 'react';
import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import { uniteBounds, type Bounds } from '../../document/card-bounds.ts';
import type { CanvasPort } from '../../document/commands/command.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { isAttachable } from './canvas-port.ts';
import { useCanvasStore } from './canvas-store.ts';
import { estimateSize } from '../../document/estimate-size.ts';
import type { FlowEdge, FlowNode } from './to-react-flow.ts';

export const zoomLimits = { minZoom: 0.1, maxZoom: 3 };

/** The canvas on the screen: what commands see, and what only its own parts use. */
export interface CanvasDriver extends CanvasPort {
  /** Scrolls a card into view where it is not. */
  reveal(card: string): void;
  /** Shows everything at once, without a motion. */
  showAll(): void;
}

/** Frames within which a card that was scrolled into view is drawn. */
const patience = 12;

function motionMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180;
}

/** Gives the keyboard to a card as soon as it is drawn. */
function focusCard(root: HTMLElement | null, card: string, left = patience): void {
  const element = root?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(card)}"]`);
  if (element) element.focus({ preventScroll: true });
  else if (left > 0) requestAnimationFrame(() => focusCard(root, card, left - 1));
}

/** The canvas as commands see it; attached while it is on the screen. */
export function useCanvasPort(
  pointerAt: RefObject<{ x: number; y: number } | undefined>,
): CanvasDriver {
  const { canvas: port } = useEditor();
  const tab = useTab();
  const { document } = tab;
  const canvas = useCanvasStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi<FlowNode, FlowEdge>();

  const driver = useMemo((): CanvasDriver => {
    function boundsOf(id: string): Bounds[] {
      const node = store.getState().nodeLookup.get(id);
      if (!node || node.hidden) return [];
      const size = canvas.getState().sizes.get(id) ?? estimateSize(document.getState().workflow, id);
      return [{ ...node.internals.positionAbsolute, width: size.width, height: size.height }];
    }
    function seen(): Bounds {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    }
    function center() {
      const { x, y, width, height } = seen();
      return [x + width / 2, y + height / 2] as const;
    }
    function fit(cards?: readonly string[], duration = motionMs()) {
      const { nodeLookup, width, height } = store.getState();
      const ids = cards && cards.length > 0 ? cards : [...nodeLookup.keys()];
      const bounds = uniteBounds(ids.flatMap(boundsOf));
      if (!bounds || width === 0) return;
      const viewport = getViewportForBounds(bounds, width, height, zoomLimits.minZoom, 1, '48px');
      void flow.setViewport(viewport, { duration });
    }
    function reveal(card: string) {
      const [bounds] = boundsOf(card);
      if (!bounds) return;
      const view = seen();
      const isSeen =
        bounds.x >= view.x &&
        bounds.y >= view.y &&
        bounds.x + Math.min(bounds.width, view.width) <= view.x + view.width &&
        bounds.y + Math.min(bounds.height, view.height) <= view.y + view.height;
      if (isSeen) return;
      const zoom = Math.max(store.getState().transform[2], 0.5);
      const middle = [bounds.x + bounds.width / 2, bounds.y + bounds.height / 2] as const;
      void flow.setCenter(...middle, { zoom, duration: motionMs() });
    }
    return {
      center,
      toDocument(screen) {
        const { x, y } = flow.screenToFlowPosition(screen, { snapToGrid: false });
        return [x, y];
      },
      zoomBy: (factor) =>
        void flow.zoomTo(store.getState().transform[2] * factor, { duration: motionMs() }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: motionMs() }),
      fit: (cards) => fit(cards),
      showAll: () => fit(undefined, 0),
      reveal,
      focus(card) {
        reveal(card);
        focusCard(store.getState().domNode, card);
      },
      sizeOf: (card) => canvas.getState().sizes.get(card),
      pointer() {
        const at = pointerAt.current;
        if (!at) return undefined;
        const { x, y } = flow.screenToFlowPosition(at, { snapToGrid: false });
        return [x, y];
      },
      rename(card) {
        reveal(card);
        canvas.setState({ renaming: card });
      },
    };
  }, [canvas, document, flow, store, pointerAt]);

  useEffect(() => (isAttachable(port) ? port.attach(driver) : undefined), [port, driver]);
  return driver;
}
