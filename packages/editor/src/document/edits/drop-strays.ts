import type { Workflow } from '@catena/engine';
import { listCards } from '../cards.ts';
import { readEdges } from '../read-edges.ts';
import { mapLayout } from './map-layout.ts';

/**
 * Takes out of the layout what belongs to cards and edges that an edit has removed. What belonged to
 * nothing before the edit is left alone.
 */
export function dropStrays(before: Workflow, after: Workflow): Workflow {
  if (after === before || !after.layout) return after;
  const cards = new Set(listCards(after));
  const edges = new Set(readEdges(after).map(({ id }) => id));
  const goneCards = new Set(listCards(before).filter((card) => !cards.has(card)));
  const goneEdges = new Set(readEdges(before).flatMap(({ id }) => (edges.has(id) ? [] : [id])));
  return mapLayout(after, {
    card: (id) => (goneCards.has(id) ? undefined : id),
    edge: (id) => (goneEdges.has(id) ? undefined : id),
  });
}
