import type { Bounds } from '../../../document/card-bounds.ts';
import type { Point } from '../../../document/layout.ts';
import { spotsOf, touches } from './hit-test.ts';
import type { Palette } from './palette.ts';
import type { Scene, SceneCard, SceneWire } from './scene.ts';

/** What is painted, and how it looks. */
export interface Picture {
  scene: Scene;
  palette: Palette;
  /** The colour of what a wire carries, as a token. */
  wireColor(wire: SceneWire): string;
  /** The look of a card that is not that of all. */
  lookOf(card: string): CardPaint | undefined;
  titleOf(card: string): string;
  /** The small picture of its result, once that is there. */
  previewOf(card: string): HTMLImageElement | undefined;
}

export interface CardPaint {
  /** Of its state in the run that is shown, as a token. */
  state?: string | undefined;
  /** The colour that it was given, as a token. */
  color?: string | undefined;
  isWrong?: boolean | undefined;
  isFaint?: boolean | undefined;
}

/** Canvas units to device pixels. */
export interface Projection {
  x: number;
  y: number;
  scale: number;
  /** What of the canvas is painted, in canvas units. */
  area: Bounds;
}

type Context = CanvasRenderingContext2D;

/** Device pixels of a unit from which wires are curves and cards have round corners. */
const fineScale = 0.16;
/** Letters smaller than this, in device pixels, are left out. */
const legiblePixels = 6.5;
const titleUnits = 24;
/** Narrower cards, in device pixels, are painted without a picture. */
const leastPreviewPixels = 18;
/** The height that a card with a picture has at least, as a share of its width. */
const leastPreviewShare = 0.75;
/** Of a card: the line along its top that shows its state. */
const stateUnits = 8;

function boxOf(wire: SceneWire): Bounds {
  const spots = spotsOf(wire);
  const xs = spots.map(({ x }) => x);
  const ys = spots.map(({ y }) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x: x - 1, y: y - 1, width: Math.max(...xs) - x + 2, height: Math.max(...ys) - y + 2 };
}

function trace(path: Path2D, wire: SceneWire, { x, y, scale }: Projection): void {
  const spots = spotsOf(wire);
  for (const [index, spot] of spots.entries()) {
    const [toX, toY] = [spot.x * scale + x, spot.y * scale + y];
    const before = spots[index - 1];
    if (!before) path.moveTo(toX, toY);
    else if (scale < fineScale) path.lineTo(toX, toY);
    else {
      const [fromX, fromY] = [before.x * scale + x, before.y * scale + y];
      const distance = spot.x - before.x;
      const reach = (distance >= 0 ? distance / 2 : 6 * Math.sqrt(-distance) + 16) * scale;
      path.bezierCurveTo(fromX + reach, fromY, toX - reach, toY, toX, toY);
    }
  }
}

/** Paints wires, one stroke for all of a colour. */
export function paintWires(
  context: Context,
  picture: Picture,
  { wires, projection }: { wires: Iterable<SceneWire>; projection: Projection },
): void {
  const paths = new Map<string, Path2D>();
  for (const wire of wires) {
    // A wire that goes back makes a bow, beyond the box of its ends.
    const isBack = wire.target.x < wire.source.x;
    if (!isBack && !touches(boxOf(wire), projection.area)) continue;
    const color = picture.wireColor(wire);
    const path = paths.get(color) ?? new Path2D();
    paths.set(color, path);
    trace(path, wire, projection);
  }
  context.globalAlpha = projection.scale < fineScale ? 0.5 : 0.7;
  context.lineWidth = Math.max(1, 1.75 * projection.scale);
  for (const [color, path] of paths) {
    context.strokeStyle = picture.palette(color);
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

interface Pixels {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where a card is in whole device pixels: sharp, and quick to fill. */
function toPixels(card: Bounds, { x, y, scale }: Projection): Pixels {
  const left = Math.round(card.x * scale + x);
  const top = Math.round(card.y * scale + y);
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.round((card.x + card.width) * scale + x) - left),
    height: Math.max(1, Math.round((card.y + card.height) * scale + y) - top),
  };
}

function fillBox(context: Context, box: Pixels, radius: number): void {
  if (radius < 1.5) return context.fillRect(box.x, box.y, box.width, box.height);
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, radius);
  context.fill();
}

function fillAll(
  context: Context,
  boxes: readonly Pixels[],
  { radius, inset, color }: { radius: number; inset: number; color: string },
): void {
  context.fillStyle = color;
  for (const { x, y, width, height } of boxes) {
    const box = {
      x: x + inset,
      y: y + inset,
      width: width - 2 * inset,
      height: height - 2 * inset,
    };
    if (box.width > 0 && box.height > 0) fillBox(context, box, radius - inset);
  }
}

function paintTitle(
  context: Context,
  title: string,
  { box, scale }: { box: Pixels; scale: number },
): void {
  const room = box.width - 32 * scale;
  const letters = Math.floor(room / (titleUnits * scale * 0.56));
  const text = title.length > letters ? `${title.slice(0, Math.max(1, letters - 1))}…` : title;
  context.fillText(text, box.x + 16 * scale, box.y + (16 + titleUnits) * scale, room);
}

function paintLooks(
  context: Context,
  picture: Picture,
  { cards, boxes, scale }: { cards: readonly SceneCard[]; boxes: readonly Pixels[]; scale: number },
): void {
  const top = Math.max(1, Math.round(stateUnits * scale));
  for (const [index, card] of cards.entries()) {
    const box = boxes[index];
    const look = picture.lookOf(card.id);
    if (!box || !look) continue;
    const { state, color, isWrong, isFaint } = look;
    if (color !== undefined) {
      context.fillStyle = picture.palette(color);
      context.globalAlpha = 0.3;
      context.fillRect(box.x, box.y, box.width, box.height);
      context.globalAlpha = 1;
    }
    if (isFaint) {
      context.fillStyle = picture.palette('var(--canvas)');
      context.globalAlpha = 0.55;
      context.fillRect(box.x, box.y, box.width, box.height);
      context.globalAlpha = 1;
    }
    if (isWrong) outline(context, box, picture.palette('var(--danger)'));
    if (state !== undefined) {
      context.fillStyle = picture.palette(state);
      context.fillRect(box.x, box.y, box.width, Math.min(box.height, top));
    }
  }
}

/** A line of one pixel around a box. */
function outline(context: Context, box: Pixels, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.strokeRect(box.x - 0.5, box.y - 0.5, box.width + 1, box.height + 1);
}

/** Paints the pictures of results, whole, under the titles. */
function paintPreviews(
  context: Context,
  picture: Picture,
  { cards, boxes, scale }: { cards: readonly SceneCard[]; boxes: readonly Pixels[]; scale: number },
): void {
  const top = (titleUnits + 32) * scale;
  const edge = 12 * scale;
  for (const [index, card] of cards.entries()) {
    const box = boxes[index];
    if (!box || box.width < leastPreviewPixels) continue;
    const image = picture.previewOf(card.id);
    if (!image) continue;
    // A card that was never drawn near by was measured without its picture: it gets room for it.
    const least = Math.round(box.width * leastPreviewShare);
    if (box.height < least) {
      context.fillStyle = picture.palette('var(--raised)');
      context.fillRect(box.x, box.y + box.height, box.width, least - box.height);
    }
    const bottom = Math.max(box.height, least);
    const room = { width: box.width - 2 * edge, height: bottom - top - edge };
    const { naturalWidth, naturalHeight } = image;
    const fit = Math.min(room.width / naturalWidth, room.height / naturalHeight);
    const [width, height] = [naturalWidth * fit, naturalHeight * fit];
    const left = box.x + (box.width - width) / 2;
    context.drawImage(image, left, box.y + top + (room.height - height) / 2, width, height);
  }
}

/** Paints cards as tiles. */
export function paintCards(
  context: Context,
  picture: Picture,
  { cards, projection }: { cards: Iterable<SceneCard>; projection: Projection },
): void {
  const { scale, area } = projection;
  const seen = [...cards].filter((card) => touches(card, area));
  const boxes = seen.map((card) => toPixels(card, projection));
  const radius = scale < fineScale ? 0 : 10 * scale;
  const { palette } = picture;
  fillAll(context, boxes, { radius, inset: 0, color: palette('var(--line)') });
  fillAll(context, boxes, { radius, inset: 1, color: palette('var(--raised)') });
  paintPreviews(context, picture, { cards: seen, boxes, scale });
  paintLooks(context, picture, { cards: seen, boxes, scale });
  if (titleUnits * scale < legiblePixels) return;
  context.fillStyle = palette('var(--text)');
  context.font = `600 ${titleUnits * scale}px 'Inter Variable', system-ui, sans-serif`;
  for (const [index, { id }] of seen.entries()) {
    const box = boxes[index];
    if (box) paintTitle(context, picture.titleOf(id), { box, scale });
  }
}

/** Paints what shows that cards and wires are selected. */
export function paintSelection(
  context: Context,
  picture: Picture,
  what: { cards: Iterable<SceneCard>; wires: Iterable<SceneWire>; projection: Projection },
): void {
  const { projection, cards, wires } = what;
  const width = Math.max(2, 2 * projection.scale);
  const accent = picture.palette('var(--accent)');
  context.fillStyle = accent;
  const path = new Path2D();
  for (const card of cards) {
    if (!touches(card, projection.area)) continue;
    const { x, y, width: wide, height } = toPixels(card, projection);
    path.rect(x - width, y - width, wide + 2 * width, width);
    path.rect(x - width, y + height, wide + 2 * width, width);
    path.rect(x - width, y, width, height);
    path.rect(x + wide, y, width, height);
  }
  context.fill(path);
  const lines = new Path2D();
  for (const wire of wires) trace(lines, wire, projection);
  context.strokeStyle = accent;
  context.lineWidth = Math.max(2, 3 * projection.scale);
  context.stroke(lines);
}

/** A card at another place. */
export function movedCard(card: SceneCard, at: Point | undefined): SceneCard {
  return at ? { ...card, x: at[0], y: at[1] } : card;
}
