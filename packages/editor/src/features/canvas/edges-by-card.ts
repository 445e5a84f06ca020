import type { Workflow } from '@catena/engine';
import { readEdges, type CardEdge } from '../../document/read-edges.ts';

const cache = new WeakMap<readonly CardEdge[], ReadonlyMap<string, readonly CardEdge[]>>();

function group(edges: readonly CardEdge[]): Map<string, CardEdge[]> {
  const found = new Map<string, CardEdge[]>();
  const add = (card: string, edge: CardEdge) => {
    const known = found.get(card);
    if (known) known.push(edge);
    else found.set(card, [edge]);
  };
  for (const edge of edges) {
    add(edge.source, edge);
    if (edge.target !== edge.source) add(edge.target, edge);
  }
  return found;
}

/** By card, the edges that begin or end at it. */
export function edgesByCard(workflow: Workflow): ReadonlyMap<string, readonly CardEdge[]> {
  const edges = readEdges(workflow);
  const known = cache.get(edges) ?? group(edges);
  cache.set(edges, known);
  return known;
}

/** The names of the ports of one side of a card that have a wire, joined by spaces. */
export function wiredPorts(workflow: Workflow, card: string, side: 'source' | 'target'): string {
  const edges = edgesByCard(workflow).get(card) ?? [];
  const names = edges.flatMap((edge) => {
    if (side === 'source') return edge.source === card ? [edge.sourcePort] : [];
    return edge.target === card ? [edge.targetPort] : [];
  });
  return [...new Set(names)].join(' ');
}

const idCache = new WeakMap<readonly CardEdge[], ReadonlyMap<string, CardEdge>>();

/** An edge by its id. */
export function edgeById(workflow: Workflow, id: string): CardEdge | undefined {
  const edges = readEdges(workflow);
  const known = idCache.get(edges) ?? new Map(edges.map((edge) => [edge.id, edge]));
  idCache.set(edges, known);
  return known.get(id);
}
