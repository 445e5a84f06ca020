import type { NodePorts } from '@catena/engine';
import { readEdges } from '../read-edges.ts';
import type { ConnectContext } from './connect-context.ts';
import { findFittingPorts, type DanglingEdge, type FittingPorts } from './fitting-ports.ts';
import { rankFit, type Fit } from './port-fit.ts';

interface Candidate {
  name: string;
  fit: Fit;
  free: boolean;
  required: boolean;
}

function listCandidates(
  context: ConnectContext,
  edge: DanglingEdge,
  fitting: { card: string; ports: ReadonlyMap<string, Fit> },
): Candidate[] {
  const { card, ports } = fitting;
  const known: NodePorts | undefined = context.ports.get(card);
  const order = (edge.side === 'source' ? known?.inputs : known?.outputs) ?? [];
  const input = context.workflow.nodes[card]?.input ?? {};
  const fed = new Set(
    readEdges(context.workflow).flatMap(({ target, targetPort }) =>
      target === card ? [targetPort] : [],
    ),
  );
  const declared = order.flatMap(({ name, required }): Candidate[] => {
    const fit = ports.get(name);
    if (!fit) return [];
    const free = edge.side === 'target' || (!fed.has(name) && input[name] === undefined);
    return [{ name, fit, free, required: edge.side === 'source' && required }];
  });
  // Cards of inputs and outputs have one port, which nobody declares.
  const others = [...ports].filter(([name]) => !order.some((port) => port.name === name));
  return [
    ...declared,
    ...others.map(([name, fit]) => ({ name, fit, free: true, required: false })),
  ];
}

/**
 * The port that takes an edge dropped on the body of a card: free ones first, among them those whose
 * type fits best, then those that must be fed, then by order. Undefined where none fits.
 */
export function firstFittingPort(
  context: ConnectContext,
  edge: DanglingEdge,
  { card, fitting }: { card: string; fitting?: FittingPorts },
): string | undefined {
  const ports = (fitting ?? findFittingPorts(context, edge)).get(card);
  if (!ports) return undefined;
  const sorted = listCandidates(context, edge, { card, ports }).toSorted(
    (left, right) =>
      Number(right.free) - Number(left.free) ||
      rankFit(left.fit) - rankFit(right.fit) ||
      Number(right.required) - Number(left.required),
  );
  return sorted[0]?.name;
}
