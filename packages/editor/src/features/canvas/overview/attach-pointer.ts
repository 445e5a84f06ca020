import { flushSync } from 'react-dom';
import type { ReactFlowState } from '@xyflow/react';
import type { StoreApi } from 'zustand/vanilla';
import type { WorkflowStore } from '../../../document/workflow-store.ts';
import type { CanvasStore } from '../canvas-store.ts';
import { cardAt, cardsIn, wireAt } from './hit-test.ts';
import type { Scene } from './scene.ts';

/** What the pointer meets while cards are drawn on a canvas. */
export interface PointerTarget {
  canvas: CanvasStore;
  document: WorkflowStore;
  flow: Pick<StoreApi<ReactFlowState>, 'getState' | 'subscribe'>;
  scene(): Scene;
}

/** A press that moves farther is no click, in pixels. */
const clickReach = 5;
/** Within so many pixels a wire is meant. */
const wireReach = 6;

function keepsSelection({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey;
}

function isPane(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains('react-flow__pane');
}

/** The card that is an element of the page, of which something was met. */
function elementCard(target: EventTarget | null): string | undefined {
  const card = target instanceof Element ? target.closest('.react-flow__node') : null;
  return card instanceof HTMLElement ? card.dataset['id'] : undefined;
}

/** Boxes drawn around cards: React Flow only sees those that are elements of the page. */
function watchBoxes({ canvas, document, flow, scene }: PointerTarget): () => void {
  let before: ReadonlySet<string> | undefined;
  let seen = flow.getState().userSelectionRect;
  return flow.subscribe(
    ({ userSelectionRect, userSelectionActive, multiSelectionActive, transform }) => {
      if (userSelectionRect === seen) return;
      seen = userSelectionRect;
      if (!userSelectionRect) before = undefined;
      if (!userSelectionRect || !userSelectionActive || !canvas.getState().overview) return;
      before ??= multiSelectionActive ? document.getState().selection.cards : new Set();
      const { x, y, width, height } = userSelectionRect;
      const [left, top, zoom] = transform;
      const box = {
        x: (x - left) / zoom,
        y: (y - top) / zoom,
        width: width / zoom,
        height: height / zoom,
      };
      document.select({ cards: [...before, ...cardsIn(scene(), box)] });
    },
  );
}

/**
 * Makes the pointer meet cards that are only drawn: the one that it is over becomes an element of the
 * page, which React Flow then drags and clicks like any other. Returns what ends that.
 */
export function attachPointer(target: PointerTarget): () => void {
  const { canvas, document, flow, scene } = target;
  const root = flow.getState().domNode;
  if (!root) return () => undefined;

  function spotOf({ clientX, clientY }: MouseEvent) {
    const { transform, domNode } = flow.getState();
    const { left, top } = domNode?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const [x, y, zoom] = transform;
    return { x: (clientX - left - x) / zoom, y: (clientY - top - y) / zoom };
  }

  function meet(event: PointerEvent): string | undefined {
    if (!isPane(event.target)) return elementCard(event.target);
    const hovered = cardAt(scene(), spotOf(event))?.id;
    // At once: a press may follow in the same moment, and is to meet the element.
    if (hovered !== canvas.getState().hovered) flushSync(() => canvas.setState({ hovered }));
    return hovered;
  }

  const onMove = (event: PointerEvent) => {
    if (canvas.getState().overview && event.buttons === 0) meet(event);
  };
  let pressedAt = { x: 0, y: 0 };
  const onDown = (event: PointerEvent) => {
    pressedAt = { x: event.clientX, y: event.clientY };
    if (!canvas.getState().overview || event.button !== 0) return;
    const card = meet(event);
    if (card === undefined || keepsSelection(event)) return;
    // React Flow lets go only of what it knows to be selected.
    if (!document.getState().selection.cards.has(card)) document.select({ cards: [card] });
  };
  const onClick = (event: MouseEvent) => {
    if (!canvas.getState().overview || !isPane(event.target)) return;
    const { clientX, clientY } = event;
    if (Math.hypot(clientX - pressedAt.x, clientY - pressedAt.y) > clickReach) return;
    const spot = spotOf(event);
    const card = cardAt(scene(), spot)?.id;
    const reach = wireReach / flow.getState().transform[2];
    const wire = card === undefined ? wireAt(scene(), spot, reach) : undefined;
    const { cards, edges } = keepsSelection(event) ? document.getState().selection : {};
    document.select({
      cards: [...(cards ?? []), ...(card === undefined ? [] : [card])],
      edges: [...(edges ?? []), ...(wire === undefined ? [] : [wire])],
    });
  };
  /** What has the keyboard stays an element. */
  const onFocus = (event: FocusEvent) => {
    const held = elementCard(event.target);
    if (held !== undefined) canvas.setState({ held });
  };

  root.addEventListener('pointermove', onMove, true);
  root.addEventListener('pointerdown', onDown, true);
  // After React Flow's own: it listens where React does, at the root of the page.
  root.ownerDocument.addEventListener('click', onClick);
  root.addEventListener('focusin', onFocus);
  const stopBoxes = watchBoxes(target);
  return () => {
    stopBoxes();
    root.removeEventListener('pointermove', onMove, true);
    root.removeEventListener('pointerdown', onDown, true);
    root.ownerDocument.removeEventListener('click', onClick);
    root.removeEventListener('focusin', onFocus);
  };
}
