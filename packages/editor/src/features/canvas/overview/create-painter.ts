import type { Bounds } from '../../../document/card-bounds.ts';
import type { Point } from '../../../document/layout.ts';
import type { Selection } from '../../../document/workflow-store.ts';
import {
  movedCard,
  paintCards,
  paintSelection,
  paintWires,
  type Picture,
  type Projection,
} from './paint-scene.ts';
import type { Scene, SceneCard, SceneWire } from './scene.ts';

/** What one frame shows. */
export interface Frame {
  picture: Picture;
  selection: Selection;
  /** Cards that are being dragged. */
  moved: ReadonlyMap<string, Point>;
  /** As React Flow has it: canvas units to CSS pixels. */
  transform: readonly [x: number, y: number, zoom: number];
  width: number;
  height: number;
  /** Device pixels of a CSS pixel. */
  density: number;
}

/** Paints frames on a canvas. */
export interface Painter {
  /** Paints a frame; as sharp as can be where all is still, else as quickly as is good enough. */
  paint(frame: Frame, isStill: boolean): void;
}

/** All that stays while the view or a card moves, painted once. */
interface Base {
  bitmap: HTMLCanvasElement;
  projection: Projection;
  picture: Picture;
  /** What is not in it since it is being dragged. */
  without: ReadonlySet<string>;
  /** Wires of what is not in it. */
  loose: readonly SceneWire[];
  tookMs: number;
}

/** How much more than the view is painted beforehand on each side, as a share of it. */
const margin = 0.4;
/** What is painted faster than this is painted anew with each step of a zoom. */
const quickMs = 6;
/** Around the outermost cards, in canvas units: their wires may make bows. */
const bow = 400;

function boundsOf({ byId }: Scene): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of byId.values()) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return {
    x: left - bow,
    y: top - bow,
    width: right - left + 2 * bow,
    height: bottom - top + 2 * bow,
  };
}

function intersect(one: Bounds, other: Bounds): Bounds {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

function holds(outer: Bounds, inner: Bounds): boolean {
  if (inner.width === 0 || inner.height === 0) return true;
  return (
    inner.x >= outer.x - 1 &&
    inner.y >= outer.y - 1 &&
    inner.x + inner.width <= outer.x + outer.width + 1 &&
    inner.y + inner.height <= outer.y + outer.height + 1
  );
}

function grow({ x, y, width, height }: Bounds): Bounds {
  return {
    x: x - width * margin,
    y: y - height * margin,
    width: width * (1 + 2 * margin),
    height: height * (1 + 2 * margin),
  };
}

function project({ transform, width, height, density }: Frame): Projection {
  const [x, y, zoom] = transform;
  const area = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  return { x: x * density, y: y * density, scale: zoom * density, area };
}

function hasSameKeys(set: ReadonlySet<string>, map: ReadonlyMap<string, unknown>): boolean {
  if (set.size !== map.size) return false;
  for (const key of map.keys()) if (!set.has(key)) return false;
  return true;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw on a canvas.');
  return context;
}

function paintBase(frame: Frame, view: Projection, bitmap: HTMLCanvasElement): Base {
  const startedAt = performance.now();
  const { picture, moved } = frame;
  const { scene } = picture;
  const area = intersect(grow(view.area), boundsOf(scene));
  const { scale } = view;
  const projection = {
    x: -Math.round(area.x * scale),
    y: -Math.round(area.y * scale),
    scale,
    area,
  };
  const width = Math.max(1, Math.ceil(area.width * scale));
  const height = Math.max(1, Math.ceil(area.height * scale));
  const context = contextOf(bitmap);
  if (bitmap.width !== width || bitmap.height !== height) Object.assign(bitmap, { width, height });
  else context.clearRect(0, 0, width, height);
  const isLoose = ({ source, target }: SceneWire) => moved.has(source.id) || moved.has(target.id);
  const isDragging = moved.size > 0;
  const wires = isDragging ? scene.wires.filter((wire) => !isLoose(wire)) : scene.wires;
  const cards = isDragging ? scene.cards.filter(({ id }) => !moved.has(id)) : scene.cards;
  paintWires(context, picture, { wires, projection });
  paintCards(context, picture, { cards, projection });
  return {
    bitmap,
    projection,
    picture,
    without: new Set(moved.keys()),
    loose: isDragging ? scene.wires.filter(isLoose) : [],
    tookMs: performance.now() - startedAt,
  };
}

/** A wire with the dragged card at its end. */
function movedWire(wire: SceneWire, moved: ReadonlyMap<string, Point>): SceneWire {
  const { source, target } = wire;
  return {
    ...wire,
    source: movedCard(source, moved.get(source.id)),
    target: movedCard(target, moved.get(target.id)),
  };
}

function findCards({ byId }: Scene, ids: Iterable<string>, moved: Frame['moved']): SceneCard[] {
  return [...ids].flatMap((id) => {
    const card = byId.get(id);
    return card ? [movedCard(card, moved.get(id))] : [];
  });
}

/** What is dragged or selected: painted anew with each frame, over all the rest. */
function paintLively(context: CanvasRenderingContext2D, frame: Frame, base: Base): void {
  const { picture, moved, selection } = frame;
  const { scene } = picture;
  const projection = project(frame);
  if (moved.size > 0) {
    const wires = base.loose.map((wire) => movedWire(wire, moved));
    paintWires(context, picture, { wires, projection });
    paintCards(context, picture, { cards: findCards(scene, moved.keys(), moved), projection });
  }
  if (selection.cards.size + selection.edges.size === 0) return;
  const wires =
    selection.edges.size === 0
      ? []
      : scene.wires.filter(({ edge }) => selection.edges.has(edge.id));
  paintSelection(context, picture, {
    cards: findCards(scene, selection.cards, moved),
    wires: wires.map((wire) => movedWire(wire, moved)),
    projection,
  });
}

/** Makes what paints on a canvas; it keeps a bitmap of what stays, so that panning only copies. */
export function createPainter(canvas: HTMLCanvasElement): Painter {
  const context = contextOf(canvas);
  const bitmap = document.createElement('canvas');
  let base: Base | undefined;

  function fits(frame: Frame, view: Projection): boolean {
    if (!base || base.picture !== frame.picture || !hasSameKeys(base.without, frame.moved))
      return false;
    return holds(base.projection.area, intersect(view.area, boundsOf(frame.picture.scene)));
  }

  return {
    paint(frame, isStill) {
      const width = Math.round(frame.width * frame.density);
      const height = Math.round(frame.height * frame.density);
      if (canvas.width !== width || canvas.height !== height)
        Object.assign(canvas, { width, height });
      const view = project(frame);
      const isSameScale = base?.projection.scale === view.scale;
      const mayBeRough = !isStill && base !== undefined && base.tookMs > quickMs;
      if (!fits(frame, view) || !(isSameScale || mayBeRough)) {
        base = paintBase(frame, view, bitmap);
      }
      if (!base) return;
      const ratio = view.scale / base.projection.scale;
      context.clearRect(0, 0, width, height);
      const left = view.x - base.projection.x * ratio;
      const top = view.y - base.projection.y * ratio;
      if (ratio === 1) context.drawImage(base.bitmap, Math.round(left), Math.round(top));
      else context.drawImage(base.bitmap, left, top, bitmap.width * ratio, bitmap.height * ratio);
      paintLively(context, frame, base);
    },
  };
}
