import { WorkflowGraph, type Workflow } from '@catena/engine';
import { inputCardPort, outputCardPort, parseCardId, writeCardId } from '../card-id.ts';
import type { Connection } from '../edits/connect.ts';
import type { CardPort } from '../references.ts';
import { checkConnection } from './check-connection.ts';
import { comingFrom } from './coming-from.ts';
import type { ConnectContext } from './connect-context.ts';
import { fitPort, type Fit } from './port-fit.ts';

/** A port that an edge is dragged from, and which end of the edge it is. */
export interface DanglingEdge extends CardPort {
  /** Which end of the edge the port is: it gives the value, or it wants one. */
  side: 'source' | 'target';
}

/** A port at which a dangling edge could end. */
export interface FittingPort extends CardPort {
  fit: Fit;
}

/** By card: ports that fit, by name. */
export type FittingPorts = ReadonlyMap<string, ReadonlyMap<string, Fit>>;

/** Up to this much work the engine itself is asked about each port that seems to fit. */
const exactWork = 20_000;

function listTargets(context: ConnectContext, from: CardPort, reached: ReadonlySet<string>) {
  const coming = comingFrom(context, from);
  if (!coming) return [];
  const found: FittingPort[] = [];
  for (const [card, ports] of context.ports) {
    if (reached.has(card)) continue;
    for (const port of ports.inputs) {
      const fit = fitPort(coming, port);
      if (fit) found.push({ card, port: port.name, fit });
    }
  }
  for (const name of Object.keys(context.workflow.outputs ?? {})) {
    const card = writeCardId({ kind: 'output', name });
    found.push({ card, port: outputCardPort, fit: 'loose' });
  }
  return found;
}

function listSources(context: ConnectContext, to: CardPort, reached: ReadonlySet<string>) {
  const isOutput = parseCardId(to.card).kind === 'output';
  const port = context.ports.get(to.card)?.inputs.find(({ name }) => name === to.port);
  if (!port && !isOutput) return [];
  const found: FittingPort[] = [];
  const add = (from: CardPort) => {
    const coming = comingFrom(context, from);
    const fit = coming && (port ? fitPort(coming, port) : 'loose');
    if (fit) found.push({ ...from, fit });
  };
  for (const name of Object.keys(context.workflow.inputs ?? {})) {
    add({ card: writeCardId({ kind: 'input', name }), port: inputCardPort });
  }
  for (const [card, ports] of context.ports) {
    if (reached.has(card)) continue;
    for (const output of ports.outputs) add({ card, port: output.name });
  }
  return found;
}

/** Nodes that would close a circle. */
function findReached(workflow: Workflow, { card, side }: DanglingEdge): Set<string> {
  const graph = new WorkflowGraph(workflow);
  return side === 'source' ? graph.upstreamOf([card]) : graph.downstreamOf([card]);
}

/** The connection that a dangling edge becomes when it ends at a port. */
export function closeEdge(edge: DanglingEdge, { card, port }: CardPort): Connection {
  return edge.side === 'source'
    ? { source: edge.card, sourcePort: edge.port, target: card, targetPort: port }
    : { source: card, sourcePort: port, target: edge.card, targetPort: edge.port };
}

/** Every port of the document at which a dangling edge could end, in the order of the document. */
export function listFittingPorts(context: ConnectContext, edge: DanglingEdge): FittingPort[] {
  const reached = findReached(context.workflow, edge);
  const found =
    edge.side === 'source'
      ? listTargets(context, edge, reached)
      : listSources(context, edge, reached);
  if (found.length * context.ports.size > exactWork) return found;
  return found.filter((port) => !checkConnection(context, closeEdge(edge, port)));
}

/** {@link listFittingPorts}, to look cards and ports up in. */
export function findFittingPorts(context: ConnectContext, edge: DanglingEdge): FittingPorts {
  const byCard = new Map<string, Map<string, Fit>>();
  for (const { card, port, fit } of listFittingPorts(context, edge)) {
    const ports = byCard.get(card) ?? new Map<string, Fit>();
    byCard.set(card, ports.set(port, fit));
  }
  return byCard;
}
