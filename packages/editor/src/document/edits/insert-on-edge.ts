import { readEdges } from '../read-edges.ts';
import { composeEdits, type Edit } from './compose-edits.ts';
import { connect } from './connect.ts';

/** A node that is already placed, and the ports through which an edge is to go. */
export interface Insertion {
  node: string;
  input: string;
  output: string;
}

/** Leads an edge through a node: what it carried goes in, and what comes out goes on. */
export function insertOnEdge(edgeId: string, { node, input, output }: Insertion): Edit {
  return (workflow) => {
    const edge = readEdges(workflow).find(({ id }) => id === edgeId);
    if (!edge || edge.source === node || edge.target === node) return workflow;
    const { source, sourcePort, target, targetPort } = edge;
    return composeEdits(
      connect({ source, sourcePort, target: node, targetPort: input }),
      connect({ source: node, sourcePort: output, target, targetPort }),
    )(workflow);
  };
}
