import type { Workflow } from '@catena/engine';
import type { Bounds } from '../../../document/card-bounds.ts';
import { detailAt } from '../level-of-detail.ts';
import { touches } from './hit-test.ts';
import type { Scene } from './scene.ts';

/** So many tiles in view are drawn on one canvas; with somewhat fewer they are elements again. */
const drawnFrom = 150;
const drawnDownTo = 100;

const counts = new WeakMap<Workflow['nodes'], number>();

/** Whether a document has so many nodes that they may be drawn on one canvas. */
export function mayBeDrawn({ nodes }: Pick<Workflow, 'nodes'>): boolean {
  const count = counts.get(nodes) ?? Object.keys(nodes).length;
  counts.set(nodes, count);
  return count > drawnFrom;
}

/** Whether cards are to be drawn on one canvas, after they were or were not. */
export function decideOverview(
  isOverview: boolean,
  now: { zoom: number; cardsInView: number },
): boolean {
  if (detailAt(now.zoom) !== 'tile') return false;
  return now.cardsInView > (isOverview ? drawnDownTo : drawnFrom);
}

/** How many cards are in view, and the first of them. */
export function countInView(
  { cards }: Pick<Scene, 'cards'>,
  view: Bounds,
): { count: number; first: string | undefined } {
  let count = 0;
  let first: string | undefined;
  for (const card of cards) {
    if (!touches(card, view)) continue;
    first ??= card.id;
    count += 1;
  }
  return { count, first };
}
