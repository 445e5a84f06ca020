import { uniteBounds, type Bounds } from '../../../document/card-bounds.ts';
import { parseCardId } from '../../../document/card-id.ts';
import { watchView, type LayerSource } from './create-layer.ts';
import type { Picture } from './paint-scene.ts';
import { watchTheme } from './palette.ts';
import { Pictures } from './pictures.ts';

/** What a small map of all cards shows, and what is done on it. */
export interface MiniMapSource extends LayerSource {
  /** A spot of the canvas was pointed at. */
  onCenter(spot: { x: number; y: number }): void;
  onZoom(factor: number): void;
}

/** CSS pixels. */
const size = { width: 168, height: 112 };
const padding = 8;
/** Changes of the document are shown after so long, all at once. */
const restMs = 250;
const zoomStep = 0.002;

interface Placement {
  x: number;
  y: number;
  scale: number;
}

/** Where a card is on the map, at least a pixel of it. */
function toBox({ x, y, width, height }: Bounds, { x: left, y: top, scale }: Placement) {
  return [
    x * scale + left,
    y * scale + top,
    Math.max(1, width * scale),
    Math.max(1, height * scale),
  ] as const;
}

function colorOf(picture: Picture, id: string): { color: string; alpha: number } {
  const { kind } = parseCardId(id);
  if (kind === 'frame') return { color: 'var(--muted)', alpha: 0.14 };
  if (kind === 'note') return { color: 'var(--port-text)', alpha: 0.4 };
  const state = picture.lookOf(id)?.state;
  return state === undefined ? { color: 'var(--muted)', alpha: 0.55 } : { color: state, alpha: 1 };
}

class MiniMap {
  readonly #source: MiniMapSource;
  readonly #pictures: Pictures;
  /** All cards, drawn only when one has changed. */
  readonly #cards = document.createElement('canvas');
  readonly #density = globalThis.devicePixelRatio;
  #placement: Placement = { x: 0, y: 0, scale: 1 };
  #picture: Picture | undefined;
  #request = 0;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: MiniMapSource) {
    this.#source = source;
    this.#pictures = new Pictures(source);
    const { element } = source;
    for (const canvas of [element, this.#cards]) {
      canvas.width = size.width * this.#density;
      canvas.height = size.height * this.#density;
    }
    Object.assign(element.style, { width: `${size.width}px`, height: `${size.height}px` });
  }

  /** Listens to all that is drawn, and to the pointer; returns what ends that. */
  start(): () => void {
    const { tab, canvas, runs, flow } = this.#source;
    const renew = () => this.#renew();
    const stops = [
      watchView(flow, () => this.#schedule()),
      canvas.subscribe((now, before) => {
        if (now.sizes !== before.sizes) renew();
      }),
      tab.document.subscribe(renew),
      runs.subscribe((now, before) => {
        if (now.views.get(tab.key) !== before.views.get(tab.key)) renew();
      }),
      watchTheme(() => {
        this.#pictures.forgetColors();
        renew();
      }),
      this.#listen(),
    ];
    this.#schedule();
    return () => {
      cancelAnimationFrame(this.#request);
      clearTimeout(this.#restTimer);
      for (const stop of stops) stop();
    };
  }

  #schedule(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(() => this.#update());
  }

  /** A run changes without a rest: a timer that is on is left alone. */
  #renew(): void {
    this.#restTimer ??= setTimeout(() => {
      this.#restTimer = undefined;
      this.#picture = undefined;
      this.#schedule();
    }, restMs);
  }

  #update(): void {
    this.#request = 0;
    const { transform, width, height } = this.#source.flow.getState();
    if (width === 0) return;
    const [x, y, zoom] = transform;
    const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    if (!this.#picture) {
      this.#picture = this.#pictures.take();
      // What lies beyond the cards is not on the map: it would be drawn anew with each step of a pan.
      this.#place(uniteBounds([...this.#picture.scene.byId.values()]) ?? view);
      this.#paintCards(this.#picture);
    }
    this.#paintView(this.#picture, view);
  }

  #place(all: Bounds): void {
    const room = { width: size.width - 2 * padding, height: size.height - 2 * padding };
    const density = this.#density;
    const scale = Math.min(room.width / all.width, room.height / all.height) * density;
    this.#placement = {
      x: (size.width * density - all.width * scale) / 2 - all.x * scale,
      y: (size.height * density - all.height * scale) / 2 - all.y * scale,
      scale,
    };
  }

  #paintCards(picture: Picture): void {
    const context = this.#cards.getContext('2d');
    if (!context) return;
    const { scene, palette } = picture;
    context.clearRect(0, 0, this.#cards.width, this.#cards.height);
    for (const card of [...scene.surroundings, ...scene.cards]) {
      const { color, alpha } = colorOf(picture, card.id);
      context.globalAlpha = alpha;
      context.fillStyle = palette(color);
      context.fillRect(...toBox(card, this.#placement));
    }
    context.globalAlpha = 1;
    context.fillStyle = palette('var(--accent)');
    for (const id of this.#source.tab.document.getState().selection.cards) {
      const card = scene.byId.get(id);
      if (card) context.fillRect(...toBox(card, this.#placement));
    }
  }

  #paintView({ palette }: Picture, view: Bounds): void {
    const { element } = this.#source;
    const context = element.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, element.width, element.height);
    context.drawImage(this.#cards, 0, 0);
    const [x, y, width, height] = toBox(view, this.#placement);
    context.beginPath();
    context.roundRect(x, y, width, height, 2 * this.#density);
    context.fillStyle = palette('var(--text)');
    context.globalAlpha = 0.05;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1.5 * this.#density;
    context.strokeStyle = palette('var(--muted)');
    context.stroke();
  }

  #point({ clientX, clientY }: MouseEvent): void {
    const { element, onCenter } = this.#source;
    const { left, top } = element.getBoundingClientRect();
    const { x, y, scale } = this.#placement;
    onCenter({
      x: ((clientX - left) * this.#density - x) / scale,
      y: ((clientY - top) * this.#density - y) / scale,
    });
  }

  #listen(): () => void {
    const { element, onZoom } = this.#source;
    const onDown = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      this.#point(event);
    };
    const onMove = (event: PointerEvent) => {
      if (event.buttons > 0) this.#point(event);
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      onZoom(2 ** (-event.deltaY * zoomStep));
    };
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('wheel', onWheel);
    };
  }
}

/** Draws a small map of all cards with what is in view, and moves the view; returns what ends that. */
export function createMiniMap(source: MiniMapSource): () => void {
  return new MiniMap(source).start();
}
