import type { Workflow } from '@catena/engine';
import { getViewportForBounds, type ReactFlowInstance, type ReactFlowState } from '@xyflow/react';
import { boundsOf, uniteBounds, type Bounds, type Size } from '../../document/card-bounds.ts';
import type { CanvasPort } from '../../document/commands/command.ts';
import { listCards } from '../../document/cards.ts';
import { estimateSize } from '../../document/estimate-size.ts';
import { readLayout, type Point } from '../../document/layout.ts';
import type { ScreenPoint } from '../../document/view-store.ts';
import type { WorkflowStore } from '../../document/workflow-store.ts';
import type { CanvasStore } from './canvas-store.ts';
import { findHidden } from './find-hidden.ts';
import { mayBeDrawn } from './overview/overview-mode.ts';
import type { FlowEdge, FlowNode } from './to-react-flow.ts';

const maxZoom = 3;
const nearLimits = { minZoom: 0.1, maxZoom };
/** Where there are so many cards that from less far not all of them can be seen. */
const farLimits = { minZoom: 0.02, maxZoom };

/** How near and how far one gets. */
export function zoomLimitsOf(workflow: Workflow): { minZoom: number; maxZoom: number } {
  return mayBeDrawn(workflow) ? farLimits : nearLimits;
}

/** Cards in smaller pictures than this are brought nearer when they are gone to. */
const readableZoom = 0.5;

/** Frames within which a card that was scrolled into view is drawn. */
const patience = 12;

const padding = '48px';

export interface CanvasDriverOptions {
  document: WorkflowStore;
  canvas: CanvasStore;
  flow: ReactFlowInstance<FlowNode, FlowEdge>;
  store: { getState(): ReactFlowState<FlowNode, FlowEdge> };
  /** Where the pointer is on the screen, while it is over the canvas. */
  pointerAt: { readonly current: ScreenPoint | undefined };
}

function motionMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 180;
}

/** Gives the keyboard to a card as soon as it is drawn. */
function focusCard(root: HTMLElement | null, card: string, left = patience): void {
  const selector = `.react-flow__node[data-id="${CSS.escape(card)}"]`;
  const element = root?.querySelector<HTMLElement>(selector);
  if (element) element.focus({ preventScroll: true });
  else if (left > 0) requestAnimationFrame(() => focusCard(root, card, left - 1));
}

function isWithin(inner: Bounds, outer: Bounds): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + Math.min(inner.width, outer.width) <= outer.x + outer.width &&
    inner.y + Math.min(inner.height, outer.height) <= outer.y + outer.height
  );
}

/** The canvas on the screen: what commands see, and what only its own parts use. */
export class CanvasDriver implements CanvasPort {
  readonly #options: CanvasDriverOptions;

  constructor(options: CanvasDriverOptions) {
    this.#options = options;
  }

  center(): Point {
    const { x, y, width, height } = this.#seen();
    return [x + width / 2, y + height / 2];
  }

  toDocument(screen: ScreenPoint): Point {
    const { x, y } = this.#options.flow.screenToFlowPosition(screen, { snapToGrid: false });
    return [x, y];
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.#options.store.getState().transform[2] * factor);
  }

  zoomTo(zoom: number): void {
    void this.#options.flow.zoomTo(zoom, { duration: motionMs() });
  }

  fit(cards?: readonly string[]): void {
    this.#show(cards, motionMs());
  }

  /** Shows everything at once, without a motion. */
  showAll(): void {
    this.#show(undefined, 0);
  }

  /** Scrolls a card into view where it is not. */
  reveal(card: string): void {
    const { flow, store } = this.#options;
    const bounds = this.#boundsOf(card);
    if (!bounds || isWithin(bounds, this.#seen())) return;
    const zoom = Math.max(store.getState().transform[2], readableZoom);
    const middle = [bounds.x + bounds.width / 2, bounds.y + bounds.height / 2] as const;
    void flow.setCenter(...middle, { zoom, duration: motionMs() });
  }

  focus(card: string): void {
    this.#options.canvas.setState({ held: card });
    this.reveal(card);
    focusCard(this.#options.store.getState().domNode, card);
  }

  sizeOf(card: string): Size | undefined {
    return this.#options.canvas.getState().sizes.get(card);
  }

  pointer(): Point | undefined {
    const at = this.#options.pointerAt.current;
    return at && this.toDocument(at);
  }

  drawAll(isWanted: boolean): void {
    this.#options.canvas.setState({ drawsAll: isWanted });
  }

  rename(card: string): void {
    this.reveal(card);
    this.#options.canvas.setState({ renaming: card });
  }

  #boundsOf(card: string): Bounds | undefined {
    const { workflow } = this.#options.document.getState();
    return boundsOf(workflow, card, (id) => this.sizeOf(id) ?? estimateSize(workflow, id));
  }

  #seen(): Bounds {
    const { transform, width, height } = this.#options.store.getState();
    const [x, y, zoom] = transform;
    return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  }

  #show(cards: readonly string[] | undefined, duration: number): void {
    const { flow, store, document } = this.#options;
    const { width, height } = store.getState();
    const { workflow } = document.getState();
    const all = listCards(workflow);
    const hidden = findHidden(readLayout(workflow));
    const ids = (cards && cards.length > 0 ? cards : all).filter((id) => !hidden.has(id));
    const bounds = uniteBounds(ids.flatMap((id) => this.#boundsOf(id) ?? []));
    if (!bounds || width === 0) return;
    const { minZoom } = zoomLimitsOf(workflow);
    const viewport = getViewportForBounds(bounds, width, height, minZoom, 1, padding);
    void flow.setViewport(viewport, { duration });
  }
}
