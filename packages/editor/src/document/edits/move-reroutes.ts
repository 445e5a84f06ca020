import { parseEdgeId } from '../card-id.ts';
import { positionOf } from '../cards.ts';
import { readLayout, roundPoint, withLayoutEntry, type Point } from '../layout.ts';
import { readEdges } from '../read-edges.ts';
import type { Edit } from './compose-edits.ts';

/** Moves the points of edges both of whose ends are about to move, as far as their target moves. */
export function moveReroutes(positions: Readonly<Record<string, Point>>): Edit {
  return (workflow) => {
    const reroutes = Object.entries(readLayout(workflow).reroutes);
    if (reroutes.length === 0) return workflow;
    const sources = new Map(readEdges(workflow).map(({ id, source }) => [id, source]));
    let next = workflow;
    for (const [id, points] of reroutes) {
      const { card } = parseEdgeId(id);
      const [to, from] = [positions[card], positionOf(workflow, card)];
      if (!to || !from || positions[sources.get(id) ?? ''] === undefined) continue;
      const value = points.map(([x, y]) => roundPoint([x + to[0] - from[0], y + to[1] - from[1]]));
      next = withLayoutEntry(next, 'reroutes', { id, value });
    }
    return next;
  };
}
