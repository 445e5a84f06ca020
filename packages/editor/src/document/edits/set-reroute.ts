import { roundPoint, withLayoutEntry, type Point } from '../layout.ts';
import { readEdges } from '../read-edges.ts';
import type { Edit } from './compose-edits.ts';

/** Sets the points that an edge goes through; none for a straight way. */
export function setReroute(edgeId: string, points: readonly Point[]): Edit {
  return (workflow) => {
    if (!readEdges(workflow).some(({ id }) => id === edgeId)) return workflow;
    const value = points.length > 0 ? points.map(roundPoint) : undefined;
    return withLayoutEntry(workflow, 'reroutes', { id: edgeId, value });
  };
}
