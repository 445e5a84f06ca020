import { comingFrom } from './coming-from.ts';
import type { ConnectContext } from './connect-context.ts';
import type { DanglingEdge } from './fitting-ports.ts';
import { listNodeCandidates, type NodeCandidate } from './node-candidates.ts';
import { fitPort, rankFit, type Fit } from './port-fit.ts';

/** Something that could be placed at the end of a dangling edge. */
export interface FittingNodeType extends NodeCandidate {
  /** The port of it that the edge would end at. */
  port: string;
  fit: Fit;
}

interface Found {
  port: string;
  fit: Fit;
  required: boolean;
}

function best(found: readonly Found[]): Found | undefined {
  return found.toSorted(
    (left, right) =>
      rankFit(left.fit) - rankFit(right.fit) || Number(right.required) - Number(left.required),
  )[0];
}

function portsThatTake(context: ConnectContext, edge: DanglingEdge, { ports }: NodeCandidate) {
  const coming = comingFrom(context, edge);
  return ports.inputs.flatMap((port): Found[] => {
    const fit = coming && fitPort(coming, port);
    return fit ? [{ port: port.name, fit, required: port.required }] : [];
  });
}

function portsThatGive(context: ConnectContext, edge: DanglingEdge, { ports }: NodeCandidate) {
  const wanted = context.ports.get(edge.card)?.inputs.find(({ name }) => name === edge.port);
  return ports.outputs.flatMap((port): Found[] => {
    const fit = wanted && fitPort(port.type, wanted);
    return fit ? [{ port: port.name, fit, required: true }] : [];
  });
}

/**
 * What could be placed at the end of a dangling edge, with the port to use: what fits exactly first, in
 * the order of the library otherwise. An edge dragged from an output of the workflow takes everything.
 */
export function findFittingNodeTypes(
  context: ConnectContext,
  edge: DanglingEdge,
): FittingNodeType[] {
  const isOutputCard = edge.side === 'target' && !context.ports.has(edge.card);
  const found = listNodeCandidates(context.catalog, context.models).flatMap(
    (candidate): FittingNodeType[] => {
      if (isOutputCard) {
        const [first] = candidate.ports.outputs;
        return first ? [{ ...candidate, port: first.name, fit: 'loose' }] : [];
      }
      const ports = edge.side === 'source' ? portsThatTake : portsThatGive;
      const end = best(ports(context, edge, candidate));
      return end ? [{ ...candidate, port: end.port, fit: end.fit }] : [];
    },
  );
  return found.toSorted((left, right) => rankFit(left.fit) - rankFit(right.fit));
}
