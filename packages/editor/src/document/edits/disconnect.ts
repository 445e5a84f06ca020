import type { Workflow } from '@catena/engine';
import { parseCardId, parseEdgeId } from '../card-id.ts';
import { isReference } from '../references.ts';
import { readEdges, type CardEdge } from '../read-edges.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { removeCards } from './remove-cards.ts';
import { setInput } from './set-input.ts';
import { findEntry } from './with-section.ts';

/** Removes an edge. An output of the workflow that loses its edge goes with it: it is nothing without. */
export function disconnect(edgeId: string): Edit {
  return (workflow) => {
    const { card, port } = parseEdgeId(edgeId);
    const { kind } = parseCardId(card);
    if (kind === 'output') return removeCards([card])(workflow);
    const value = findEntry(workflow, 'nodes', card)?.input?.[port];
    return isReference(value) ? setInput(card, port, undefined)(workflow) : workflow;
  };
}

/** Edges of a card: of one port or of all, of one side or of both. */
export interface EdgeFilter {
  card: string;
  port?: string | undefined;
  side?: 'source' | 'target' | undefined;
}

/** The edges that begin or end at a card, or at one port of it. */
export function edgesAt(workflow: Workflow, { card, port, side }: EdgeFilter): CardEdge[] {
  const isPort = (name: string) => port === undefined || name === port;
  return readEdges(workflow).filter(
    (edge) =>
      (side !== 'target' && edge.source === card && isPort(edge.sourcePort)) ||
      (side !== 'source' && edge.target === card && isPort(edge.targetPort)),
  );
}

/** Removes all edges of a card or of one port. */
export function disconnectAll(filter: EdgeFilter): Edit {
  return (workflow) =>
    composeEdits(...edgesAt(workflow, filter).map(({ id }) => disconnect(id)))(workflow);
}
