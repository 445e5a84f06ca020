import type { ReactFlowState } from '@xyflow/react';
import type { StoreApi } from 'zustand/vanilla';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import { nodeRunOf, type NodeRunStatus, type RunView } from '../../../runs/node-run.ts';
import type { RunsStore } from '../../../runs/runs-store.ts';
import type { CanvasStore } from '../canvas-store.ts';
import { detailAt } from '../level-of-detail.ts';
import { attachPointer } from './attach-pointer.ts';
import { createPainter } from './create-painter.ts';
import { createPicture, type PictureSource, type Statuses } from './create-picture.ts';
import { countInView, decideOverview, mayBeDrawn } from './overview-mode.ts';
import type { Picture } from './paint-scene.ts';
import { createPalette, watchTheme } from './palette.ts';
import { sceneOf } from './scene.ts';

/** What the layer shows and listens to. */
export interface LayerSource {
  element: HTMLCanvasElement;
  tab: Pick<OpenDocument, 'key' | 'document' | 'analysis'>;
  canvas: CanvasStore;
  runs: RunsStore;
  flow: Pick<StoreApi<ReactFlowState>, 'getState' | 'subscribe'>;
}

/** Without a change for this long, all is still: painted sharply, and what is in view is counted. */
const stillMs = 140;
/** How long the picture stays until the elements that follow it are there. */
const lingerMs = 160;

/** States of nodes; the same object while none has changed. */
function createStatuses(): (view: RunView | undefined, nodeIds: Iterable<string>) => Statuses {
  let before = new Map<string, NodeRunStatus>();
  return (view, nodeIds) => {
    const next = new Map<string, NodeRunStatus>();
    if (view) {
      for (const id of nodeIds) {
        const status = nodeRunOf(view, id)?.status;
        if (status !== undefined) next.set(id, status);
      }
    }
    const isSame =
      next.size === before.size && [...next].every(([id, status]) => before.get(id) === status);
    if (!isSame) before = next;
    return before;
  };
}

/** Makes pictures; the same one while nothing that it shows has changed. */
export function createPictures({ tab, canvas, runs }: Omit<LayerSource, 'element' | 'flow'>) {
  const readStatuses = createStatuses();
  let palette = createPalette();
  let last: { source: PictureSource; picture: Picture } | undefined;
  function take(): Picture {
    const { workflow } = tab.document.getState();
    const { typed, ports, issuesByNode } = tab.analysis.getState();
    const scene = sceneOf(workflow, canvas.getState().sizes);
    const view = runs.getState().views.get(tab.key);
    const statuses = readStatuses(view, Object.keys(workflow.nodes));
    const before = last?.source;
    const isSame =
      before?.scene === scene &&
      before.palette === palette &&
      before.statuses === statuses &&
      before.analysis.ports === ports &&
      before.analysis.issuesByNode === issuesByNode;
    if (last && isSame) return last.picture;
    const source = { scene, palette, statuses, analysis: { typed, ports, issuesByNode } };
    last = { source, picture: createPicture(source) };
    return last.picture;
  }
  return {
    take,
    forgetColors() {
      palette = createPalette();
    },
  };
}

/** Draws all cards and wires on one canvas while so many of them are in view; returns what ends that. */
export function createLayer(source: LayerSource): () => void {
  const { element, tab, canvas, runs, flow } = source;
  const painter = createPainter(element);
  const pictures = createPictures(source);
  let request = 0;
  let stillTimer: ReturnType<typeof setTimeout> | undefined;
  let lingering: ReturnType<typeof setTimeout> | undefined;

  const scene = () => sceneOf(tab.document.getState().workflow, canvas.getState().sizes);

  /** Whether so much is in view that it is drawn here. */
  function decide(isStill: boolean): boolean {
    const { transform, width, height } = flow.getState();
    const { overview, drawsAll } = canvas.getState();
    if (width === 0) return overview;
    const [x, y, zoom] = transform;
    const { workflow } = tab.document.getState();
    // What is in view is counted only where it matters: a keystroke near by lays out nothing.
    const mayBe = !drawsAll && detailAt(zoom) === 'tile' && mayBeDrawn(workflow);
    const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    const inView = mayBe ? countInView(scene(), view) : { count: 0, first: undefined };
    const next = mayBe && decideOverview(overview, { zoom, cardsInView: inView.count });
    if (next !== overview) canvas.setState({ overview: next });
    if (next && isStill && inView.first !== canvas.getState().entry) {
      canvas.setState({ entry: inView.first });
    }
    return next;
  }

  function paint(isStill: boolean): boolean {
    const { transform, width, height } = flow.getState();
    const { moved } = canvas.getState();
    const { selection } = tab.document.getState();
    const density = globalThis.devicePixelRatio;
    const picture = pictures.take();
    const isSharp = painter.paint(
      { picture, selection, moved, transform, width, height, density },
      isStill,
    );
    element.dataset['drawn'] = String(picture.scene.cards.length);
    return isSharp;
  }

  function hide() {
    lingering = undefined;
    element.hidden = true;
    delete element.dataset['drawn'];
  }

  function update(isStill: boolean) {
    request = 0;
    if (flow.getState().width === 0) return;
    const isOverview = decide(isStill);
    if (isOverview) {
      clearTimeout(lingering);
      lingering = undefined;
      element.hidden = false;
    } else if (!element.hidden && lingering === undefined) {
      lingering = setTimeout(hide, lingerMs);
    }
    if (!element.hidden) paint(isStill);
    clearTimeout(stillTimer);
    if (!isStill && isOverview) stillTimer = setTimeout(() => update(true), stillMs);
  }

  const schedule = () => {
    if (request === 0) request = requestAnimationFrame(() => update(false));
  };
  const stops = [
    flow.subscribe((now, before) => {
      const isMoved = now.transform !== before.transform;
      if (isMoved || now.width !== before.width || now.height !== before.height) schedule();
    }),
    canvas.subscribe((now, before) => {
      if (
        now.moved !== before.moved ||
        now.sizes !== before.sizes ||
        now.drawsAll !== before.drawsAll
      ) {
        schedule();
      }
    }),
    tab.document.subscribe(schedule),
    tab.analysis.subscribe(schedule),
    runs.subscribe((now, before) => {
      if (now.views.get(tab.key) !== before.views.get(tab.key)) schedule();
    }),
    watchTheme(() => {
      pictures.forgetColors();
      schedule();
    }),
    attachPointer({ canvas, document: tab.document, flow, scene }),
  ];
  schedule();
  return () => {
    cancelAnimationFrame(request);
    clearTimeout(stillTimer);
    clearTimeout(lingering);
    for (const stop of stops) stop();
  };
}
