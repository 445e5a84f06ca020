import { useMemo, useRef, useState, type MouseEvent } from 'react';
import { useTab } from '../../../document/editor-context.ts';
import type { FlowEdge, FlowNode } from '../to-react-flow.ts';
import type { MenuTarget } from './menu-context.ts';

type AnyMouseEvent = Pick<MouseEvent, 'clientX' | 'clientY' | 'preventDefault'> & {
  target: EventTarget | null;
};

function placeOf({ clientX: x, clientY: y }: AnyMouseEvent) {
  return { x, y };
}

/** Fields keep the menu of the browser: to paste, to check spelling. */
function isInField({ target }: AnyMouseEvent): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable="true"]') !== null
  );
}

/** The menus of the canvas: which is open, and the right clicks that open them. */
export function useMenus() {
  const { document } = useTab();
  const [target, setTarget] = useState<MenuTarget>();
  const opener = useRef<Element>(null);
  const handlers = useMemo(() => {
    /** A menu is about what is selected; what is clicked is, then. */
    function open(next: MenuTarget) {
      const { cards, edges } = document.getState().selection;
      if (next.kind === 'card' && !cards.has(next.card)) document.select({ cards: [next.card] });
      if (next.kind === 'wire' && !edges.has(next.edge)) document.select({ edges: [next.edge] });
      opener.current = globalThis.document.activeElement;
      setTarget(next);
    }
    /** The keyboard goes back to where it was, unless what was chosen took it elsewhere. */
    function close() {
      setTarget(undefined);
      const before = opener.current;
      requestAnimationFrame(() => {
        const isFree = globalThis.document.activeElement === globalThis.document.body;
        if (isFree && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    }
    return {
      open,
      close,
      onNodeContextMenu(event: AnyMouseEvent, { id }: FlowNode) {
        if (isInField(event)) return;
        event.preventDefault();
        const { cards } = document.getState().selection;
        const at = placeOf(event);
        open(
          cards.has(id) && cards.size > 1
            ? { kind: 'selection', at }
            : { kind: 'card', card: id, at },
        );
      },
      onEdgeContextMenu(event: AnyMouseEvent, { id }: FlowEdge) {
        event.preventDefault();
        open({ kind: 'wire', edge: id, at: placeOf(event) });
      },
      onPaneContextMenu(event: AnyMouseEvent) {
        event.preventDefault();
        open({ kind: 'pane', at: placeOf(event) });
      },
    };
  }, [document]);
  return { target, ...handlers };
}
