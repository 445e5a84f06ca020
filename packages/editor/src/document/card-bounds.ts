import type { Workflow } from '@catena/engine';
import { parseCardId } from './card-id.ts';
import { positionOf } from './cards.ts';
import type { Size } from './card-size.ts';
import { estimateSize } from './estimate-size.ts';

export type { Size } from './card-size.ts';

/** In canvas units; `x` and `y` are the top left corner. */
export interface Bounds extends Size {
  x: number;
  y: number;
}

/** Sizes of cards as drawn; undefined for what is not drawn. `canvas.sizeOf` is one. */
export type SizeOf = (card: string) => Size | undefined;

/** What a card takes up: as it is drawn, else about as it will be. */
export function sizeOfCard(workflow: Workflow, card: string, sizeOf: SizeOf): Size {
  const { kind } = parseCardId(card);
  // Frames and notes have their size in the document.
  const drawn = kind === 'frame' || kind === 'note' ? undefined : sizeOf(card);
  return drawn ?? estimateSize(workflow, card);
}

/** Where a card lies and what it takes up; undefined where it has no place. */
export function boundsOf(workflow: Workflow, card: string, sizeOf: SizeOf): Bounds | undefined {
  const position = positionOf(workflow, card);
  if (!position) return undefined;
  const size = sizeOfCard(workflow, card, sizeOf);
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
