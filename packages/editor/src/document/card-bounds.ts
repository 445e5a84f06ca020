import type { Workflow } from '@catena/engine';
import { parseCardId } from './card-id.ts';
import { positionOf } from './cards.ts';
import { readLayout } from './layout.ts';

/** In canvas units. */
export interface Size {
  width: number;
  height: number;
}

/** In canvas units; `x` and `y` are the top left corner. */
export interface Bounds extends Size {
  x: number;
  y: number;
}

/** Sizes of cards as drawn; undefined for what is not drawn. `canvas.sizeOf` is one. */
export type SizeOf = (card: string) => Size | undefined;

/** What a card takes up where nobody has measured it. */
export const usualCardSize: Size = { width: 240, height: 140 };

/** Where a card lies and what it takes up; undefined where it has no place. */
export function boundsOf(workflow: Workflow, card: string, sizeOf: SizeOf): Bounds | undefined {
  const position = positionOf(workflow, card);
  if (!position) return undefined;
  const { kind, name } = parseCardId(card);
  const { frames, notes } = readLayout(workflow);
  const own =
    kind === 'frame' ? frames[name]?.size : kind === 'note' ? notes[name]?.size : undefined;
  const size = own ? { width: own[0], height: own[1] } : (sizeOf(card) ?? usualCardSize);
  return { x: position[0], y: position[1], ...size };
}

/** The smallest bounds around others; undefined where there are none. */
export function uniteBounds(all: readonly Bounds[]): Bounds | undefined {
  if (all.length === 0) return undefined;
  const x = Math.min(...all.map((bounds) => bounds.x));
  const y = Math.min(...all.map((bounds) => bounds.y));
  const right = Math.max(...all.map((bounds) => bounds.x + bounds.width));
  const bottom = Math.max(...all.map((bounds) => bounds.y + bounds.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Whether the middle of `inner` lies in `outer`. */
export function holdsMiddle(outer: Bounds, inner: Bounds): boolean {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.height / 2;
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}
