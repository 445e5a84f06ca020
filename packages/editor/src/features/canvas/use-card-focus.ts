import { useMemo, type FocusEvent, type KeyboardEvent } from 'react';
import { useTab } from '../../document/editor-context.ts';
import type { MenuTarget } from './menus/menu-context.ts';
import type { CanvasDriver } from './canvas-driver.ts';

/** The card whose own element has the keyboard, not a control in it. */
function cardOf(target: EventTarget): string | undefined {
  const isCard = target instanceof HTMLElement && target.classList.contains('react-flow__node');
  return isCard ? target.dataset['id'] : undefined;
}

/**
 * The keyboard on cards and wires: what it reaches is selected and in view, so that commands are about it.
 * Walking, moving and all the rest are commands with keys of their own.
 */
export function useCardFocus(canvas: CanvasDriver, openMenu: (target: MenuTarget) => void) {
  const { document } = useTab();
  return useMemo(
    () => ({
      onFocus(event: FocusEvent) {
        const isEdge = event.target.matches('.react-flow__edge:focus-visible');
        const edge = isEdge ? event.target.getAttribute('data-id') : undefined;
        if (edge) document.select({ edges: [edge] });
        const card = cardOf(event.target);
        if (card === undefined || !event.target.matches(':focus-visible')) return;
        if (!document.getState().selection.cards.has(card)) document.select({ cards: [card] });
        canvas.reveal(card);
      },
      onKeyDown(event: KeyboardEvent) {
        const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
        const card = cardOf(event.target);
        if (!isMenuKey || card === undefined) return;
        event.preventDefault();
        // An open menu closes with any key pressed outside of it; this one is still on its way.
        event.stopPropagation();
        const { left, top } = (event.target as HTMLElement).getBoundingClientRect();
        openMenu({ kind: 'card', card, at: { x: left + 24, y: top + 24 } });
      },
    }),
    [document, canvas, openMenu],
  );
}
