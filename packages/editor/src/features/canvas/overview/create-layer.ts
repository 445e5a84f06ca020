import type { ReactFlowState } from '@xyflow/react';
import type { StoreApi } from 'zustand/vanilla';
import { detailAt } from '../level-of-detail.ts';
import { attachPointer } from './attach-pointer.ts';
import { createPainter, type Painter } from './create-painter.ts';
import { countInView, decideOverview, mayBeDrawn } from './overview-mode.ts';
import { watchTheme } from './palette.ts';
import { Pictures, type PicturesSource } from './pictures.ts';
import { PreviewImages } from './previews.ts';
import { sceneOf } from './scene.ts';

/** What the layer shows and listens to. */
export interface LayerSource extends PicturesSource {
  element: HTMLCanvasElement;
  flow: Pick<StoreApi<ReactFlowState>, 'getState' | 'subscribe'>;
  /** Where a stored picture is had small, of this width in pixels. */
  previewUrl?: (id: string, width: number) => string;
}

/** Without a change for this long, all is still: painted sharply, and what is in view is counted. */
const stillMs = 140;
/** How long the picture stays until the elements that follow it are there. */
const lingerMs = 160;

/** Calls back when another part of the canvas is seen; returns what ends that. */
export function watchView(flow: LayerSource['flow'], onChange: () => void): () => void {
  return flow.subscribe((now, before) => {
    const isMoved = now.transform !== before.transform;
    if (isMoved || now.width !== before.width || now.height !== before.height) onChange();
  });
}

class Layer {
  readonly #source: LayerSource;
  readonly #painter: Painter;
  readonly #pictures: Pictures;
  #request = 0;
  #stillTimer: ReturnType<typeof setTimeout> | undefined;
  #lingering: ReturnType<typeof setTimeout> | undefined;

  constructor(source: LayerSource) {
    this.#source = source;
    this.#painter = createPainter(source.element);
    const { previewUrl } = source;
    const previews = previewUrl && new PreviewImages(previewUrl, () => this.#schedule());
    this.#pictures = new Pictures({ ...source, ...(previews && { previews }) });
  }

  /** Listens to all that is drawn; returns what ends that. */
  start(): () => void {
    const { tab, canvas, runs, flow } = this.#source;
    const schedule = () => this.#schedule();
    const stops = [
      watchView(flow, schedule),
      canvas.subscribe((now, before) => {
        const isPlaced = now.moved === before.moved && now.sizes === before.sizes;
        if (!isPlaced || now.drawsAll !== before.drawsAll) schedule();
      }),
      tab.document.subscribe(schedule),
      tab.analysis.subscribe(schedule),
      runs.subscribe((now, before) => {
        if (now.views.get(tab.key) !== before.views.get(tab.key)) schedule();
      }),
      watchTheme(() => {
        this.#pictures.forgetColors();
        schedule();
      }),
      attachPointer({ canvas, document: tab.document, flow, scene: () => this.#scene() }),
    ];
    schedule();
    return () => {
      cancelAnimationFrame(this.#request);
      clearTimeout(this.#stillTimer);
      clearTimeout(this.#lingering);
      for (const stop of stops) stop();
    };
  }

  #schedule(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(() => this.#update(false));
  }

  #scene() {
    const { tab, canvas } = this.#source;
    return sceneOf(tab.document.getState().workflow, canvas.getState().sizes);
  }

  #update(isStill: boolean): void {
    this.#request = 0;
    const { element, flow } = this.#source;
    if (flow.getState().width === 0) return;
    const isOverview = this.#decide(isStill);
    if (isOverview) {
      clearTimeout(this.#lingering);
      this.#lingering = undefined;
      element.hidden = false;
    } else if (!element.hidden) {
      this.#lingering ??= setTimeout(() => this.#hide(), lingerMs);
    }
    if (!element.hidden) this.#paint(isStill);
    clearTimeout(this.#stillTimer);
    if (!isStill && isOverview) this.#stillTimer = setTimeout(() => this.#update(true), stillMs);
  }

  /** Whether so much is in view that it is drawn here. */
  #decide(isStill: boolean): boolean {
    const { canvas, flow, tab } = this.#source;
    const { transform, width, height } = flow.getState();
    const [x, y, zoom] = transform;
    const { overview, drawsAll } = canvas.getState();
    const { workflow } = tab.document.getState();
    // What is in view is counted only where it matters: a keystroke near by lays out nothing.
    const mayBe = !drawsAll && detailAt(zoom) === 'tile' && mayBeDrawn(workflow);
    const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    const inView = mayBe ? countInView(this.#scene(), view) : { count: 0, first: undefined };
    const next = mayBe && decideOverview(overview, { zoom, cardsInView: inView.count });
    if (next !== overview) canvas.setState({ overview: next });
    if (next && isStill && inView.first !== canvas.getState().entry) {
      canvas.setState({ entry: inView.first });
    }
    return next;
  }

  #paint(isStill: boolean): void {
    const { element, canvas, flow, tab } = this.#source;
    const { transform, width, height } = flow.getState();
    const { moved } = canvas.getState();
    const { selection } = tab.document.getState();
    const density = globalThis.devicePixelRatio;
    const picture = this.#pictures.take();
    const frame = { picture, selection, moved, transform, width, height, density };
    this.#painter.paint(frame, isStill);
    element.dataset['drawn'] = String(picture.scene.cards.length);
  }

  #hide(): void {
    const { element } = this.#source;
    this.#lingering = undefined;
    element.hidden = true;
    delete element.dataset['drawn'];
  }
}

/** Draws all cards and wires on one canvas while so many of them are in view; returns what ends that. */
export function createLayer(source: LayerSource): () => void {
  return new Layer(source).start();
}
