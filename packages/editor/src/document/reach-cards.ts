import type { Workflow } from '@catena/engine';
import { readEdges } from './read-edges.ts';

/** Some cards, and all that feed them or that they feed, over any number of edges. */
export function reachCards(
  workflow: Workflow,
  cards: Iterable<string>,
  direction: 'upstream' | 'downstream',
): Set<string> {
  const next = new Map<string, string[]>();
  for (const { source, target } of readEdges(workflow)) {
    const [from, to] = direction === 'downstream' ? [source, target] : [target, source];
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const reached = new Set(cards);
  // A set gives what is added while it is walked through.
  for (const card of reached) for (const other of next.get(card) ?? []) reached.add(other);
  return reached;
}
