import type { Workflow } from '@catena/engine';
import { parseCardId, writeEdgeId } from '../../../document/card-id.ts';
import { composeEdits, type Edit } from '../../../document/edits/compose-edits.ts';
import { connect } from '../../../document/edits/connect.ts';
import { disconnect } from '../../../document/edits/disconnect.ts';
import { readEdges } from '../../../document/read-edges.ts';
import type { CardPort } from '../../../document/references.ts';
import type { WireDrag } from './wire-drag.ts';

/** The two ends of each wire, once its loose end is at a port. */
export function pairEnds(
  { fixed, seeks }: Pick<WireDrag, 'fixed' | 'seeks'>,
  end: CardPort,
): { source: CardPort; target: CardPort }[] {
  return fixed.map((other) =>
    seeks === 'target' ? { source: other, target: end } : { source: end, target: other },
  );
}

/** The document without the wires whose ends were taken off, but with the outputs that they feed. */
export function withoutMoving(workflow: Workflow, moving: readonly string[]): Workflow {
  const inner = moving.filter((id) => parseCardId(id).kind !== 'output');
  return composeEdits(...inner.map((id) => disconnect(id)))(workflow);
}

/** Makes the wires that a loose end stands for, in place of those that were moved. */
export function dropWire(wire: Pick<WireDrag, 'fixed' | 'seeks' | 'moving'>, end: CardPort): Edit {
  const pairs = pairEnds(wire, end);
  const fed = new Set(pairs.map(({ target }) => writeEdgeId(target.card, target.port)));
  const gone = wire.moving.filter((id) => !fed.has(id));
  return (workflow) => {
    const before = new Map(readEdges(workflow).map((edge) => [edge.id, edge]));
    const unchanged = pairs.every(({ source, target }) => {
      const edge = before.get(writeEdgeId(target.card, target.port));
      return edge?.source === source.card && edge.sourcePort === source.port;
    });
    if (unchanged && gone.length === 0) return workflow;
    return composeEdits(
      ...gone.map((id) => disconnect(id)),
      ...pairs.map(({ source, target }) =>
        connect({
          source: source.card,
          sourcePort: source.port,
          target: target.card,
          targetPort: target.port,
        }),
      ),
    )(workflow);
  };
}
