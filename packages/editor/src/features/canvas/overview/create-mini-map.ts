import { uniteBounds, type Bounds } from '../../../document/card-bounds.ts';
import { parseCardId } from '../../../document/card-id.ts';
import { createPictures, type LayerSource } from './create-layer.ts';
import type { Picture } from './paint-scene.ts';
import { watchTheme } from './palette.ts';

/** What a small map of all cards shows, and what is done on it. */
export interface MiniMapSource extends LayerSource {
  /** A spot of the canvas was pointed at. */
  onCenter(spot: { x: number; y: number }): void;
  onZoom(factor: number): void;
}

/** CSS pixels. */
const size = { width: 168, height: 112 };
const padding = 8;
/** Changes of the document wait until there were none for this long. */
const restMs = 150;
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

/** Draws a small map of all cards with what is in view, and moves the view; returns what ends that. */
export function createMiniMap(source: MiniMapSource): () => void {
  const { element, tab, canvas, runs, flow, onCenter, onZoom } = source;
  const pictures = createPictures(source);
  const cards = document.createElement('canvas');
  const density = globalThis.devicePixelRatio;
  for (const each of [element, cards]) {
    Object.assign(each, { width: size.width * density, height: size.height * density });
  }
  Object.assign(element.style, { width: `${size.width}px`, height: `${size.height}px` });
  let placement: Placement = { x: 0, y: 0, scale: 1 };
  let picture: Picture | undefined;
  let extent: Bounds | undefined;
  let painted: Placement | undefined;
  let request = 0;
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  function seen(): Bounds {
    const { transform, width, height } = flow.getState();
    const [x, y, zoom] = transform;
    return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  }

  function place(view: Bounds): Placement {
    // What lies beyond the cards is not on the map: it would be drawn anew with each step of a pan.
    const all = extent ?? view;
    const room = { width: size.width - 2 * padding, height: size.height - 2 * padding };
    const scale = Math.min(room.width / all.width, room.height / all.height) * density;
    return {
      x: (size.width * density - all.width * scale) / 2 - all.x * scale,
      y: (size.height * density - all.height * scale) / 2 - all.y * scale,
      scale,
    };
  }

  function paintCards(now: Picture) {
    const context = cards.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, cards.width, cards.height);
    const { scene, palette } = now;
    for (const card of [...scene.surroundings, ...scene.cards]) {
      const { color, alpha } = colorOf(now, card.id);
      context.globalAlpha = alpha;
      context.fillStyle = palette(color);
      context.fillRect(...toBox(card, placement));
    }
    const { selection } = tab.document.getState();
    context.globalAlpha = 1;
    context.fillStyle = palette('var(--accent)');
    for (const id of selection.cards) {
      const card = scene.byId.get(id);
      if (card) context.fillRect(...toBox(card, placement));
    }
    painted = placement;
  }

  function paintView(now: Picture, view: Bounds) {
    const context = element.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, element.width, element.height);
    context.drawImage(cards, 0, 0);
    const [x, y, width, height] = toBox(view, placement);
    context.beginPath();
    context.roundRect(x, y, width, height, 2 * density);
    context.fillStyle = now.palette('var(--text)');
    context.globalAlpha = 0.05;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1.5 * density;
    context.strokeStyle = now.palette('var(--muted)');
    context.stroke();
  }

  function update() {
    request = 0;
    if (flow.getState().width === 0) return;
    const view = seen();
    if (!picture) {
      picture = pictures.take();
      extent = uniteBounds([...picture.scene.byId.values()]);
      painted = undefined;
    }
    const next = place(view);
    const isSame = painted?.scale === next.scale && painted.x === next.x && painted.y === next.y;
    placement = next;
    if (!isSame) paintCards(picture);
    paintView(picture, view);
  }
  const schedule = () => {
    if (request === 0) request = requestAnimationFrame(update);
  };
  const renew = () => {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      picture = undefined;
      schedule();
    }, restMs);
  };

  function point({ clientX, clientY }: MouseEvent) {
    const { left, top } = element.getBoundingClientRect();
    const { x, y, scale } = placement;
    onCenter({
      x: ((clientX - left) * density - x) / scale,
      y: ((clientY - top) * density - y) / scale,
    });
  }
  const onDown = (event: PointerEvent) => {
    element.setPointerCapture(event.pointerId);
    point(event);
  };
  const onMove = (event: PointerEvent) => {
    if (event.buttons > 0) point(event);
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    onZoom(2 ** (-event.deltaY * zoomStep));
  };

  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('wheel', onWheel, { passive: false });
  const stops = [
    flow.subscribe((now, before) => {
      const isMoved = now.transform !== before.transform;
      if (isMoved || now.width !== before.width || now.height !== before.height) schedule();
    }),
    canvas.subscribe((now, before) => {
      if (now.sizes !== before.sizes) renew();
    }),
    tab.document.subscribe(renew),
    runs.subscribe((now, before) => {
      if (now.views.get(tab.key) !== before.views.get(tab.key)) renew();
    }),
    watchTheme(() => {
      pictures.forgetColors();
      renew();
    }),
  ];
  schedule();
  return () => {
    cancelAnimationFrame(request);
    clearTimeout(restTimer);
    for (const stop of stops) stop();
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('wheel', onWheel);
  };
}
