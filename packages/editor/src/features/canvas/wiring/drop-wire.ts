import type { Workflow } from '@catena/engine';
import { parseCardId, parseEdgeId, writeEdgeId } from '../../../document/card-id.ts';
import { composeEdits, type Edit } from '../../../document/edits/compose-edits.ts';
import { connect, type Connection } from '../../../document/edits/connect.ts';
import { disconnect } from '../../../document/edits/disconnect.ts';
import { readEdges } from '../../../document/read-edges.ts';
import type { CardPort } from '../../../document/references.ts';
import type { WireDrag } from './wire-drag.ts';

/** What a wire becomes once its loose end is at a port: one connection, or one for each fixed end. */
export function closeWire(
  { fixed, seeks }: Pick<WireDrag, 'fixed' | 'seeks'>,
  end: CardPort,
): Connection[] {
  return fixed.map((other) => {
    const [source, target] = seeks === 'target' ? [other, end] : [end, other];
    return {
      source: source.card,
      sourcePort: source.port,
      target: target.card,
      targetPort: target.port,
    };
  });
}

/** The document without the wires whose ends were taken off, but with the outputs that they feed. */
export function withoutMoving(workflow: Workflow, moving: readonly string[]): Workflow {
  const inner = moving.filter((id) => parseCardId(parseEdgeId(id).card).kind !== 'output');
  return composeEdits(...inner.map((id) => disconnect(id)))(workflow);
}

/** Makes the wires that a loose end stands for, in place of those that were moved. */
export function dropWire(wire: Pick<WireDrag, 'fixed' | 'seeks' | 'moving'>, end: CardPort): Edit {
  const connections = closeWire(wire, end);
  const fed = new Set(connections.map(({ target, targetPort }) => writeEdgeId(target, targetPort)));
  const gone = wire.moving.filter((id) => !fed.has(id));
  return (workflow) => {
    const before = new Map(readEdges(workflow).map((edge) => [edge.id, edge]));
    const isThere = ({ source, sourcePort, target, targetPort }: Connection) => {
      const edge = before.get(writeEdgeId(target, targetPort));
      return edge?.source === source && edge.sourcePort === sourcePort;
    };
    return composeEdits(
      ...gone.map((id) => disconnect(id)),
      ...connections.filter((connection) => !isThere(connection)).map((it) => connect(it)),
    )(workflow);
  };
}
