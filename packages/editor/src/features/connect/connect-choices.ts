import { parsePortType, type PortType } from '@catena/engine';
import { inputCardPort, outputCardPort, parseCardId, writeEdgeId } from '../../document/card-id.ts';
import { titleOfCard } from '../../document/cards.ts';
import { checkConnection } from '../../document/connect/check-connection.ts';
import type { ConnectContext } from '../../document/connect/connect-context.ts';
import {
  closeEdge,
  listFittingPorts,
  type DanglingEdge,
} from '../../document/connect/fitting-ports.ts';
import { readEdges, type CardEdge } from '../../document/read-edges.ts';
import { orderCards } from '../../document/order-cards.ts';
import type { CardPort } from '../../document/references.ts';

/** One port of a card, as it is shown. */
export interface ShownPort extends CardPort {
  side: DanglingEdge['side'];
  title: string;
  cardTitle: string;
  type: PortType;
  required: boolean;
}

/** What a port can be connected with. */
export type ConnectChoice =
  | { kind: 'port'; id: string; port: ShownPort; connected: boolean }
  | { kind: 'new-input' | 'new-output' | 'new-node'; id: string }
  | { kind: 'disconnect'; id: string; edgeId: string };

const anyType: PortType = { base: 'any', depth: 0 };

/** The connectable ports of a card: inputs, then outputs. */
export function listPorts({ workflow, ports }: ConnectContext, card: string): ShownPort[] {
  const { kind, name } = parseCardId(card);
  const cardTitle = titleOfCard(workflow, card);
  if (kind === 'input') {
    const type = parsePortType(workflow.inputs?.[name]?.type ?? '') ?? anyType;
    const port = { card, port: inputCardPort, title: cardTitle, cardTitle, type };
    return [{ ...port, side: 'source', required: false }];
  }
  if (kind === 'output') {
    const port = { card, port: outputCardPort, title: cardTitle, cardTitle, type: anyType };
    return [{ ...port, side: 'target', required: true }];
  }
  const known = ports.get(card);
  const inputs = known?.inputs.filter(({ connectable, secret }) => connectable && !secret) ?? [];
  const outputs = known?.outputs ?? [];
  const toShown =
    (side: ShownPort['side']) =>
    (port: (typeof outputs)[number]): ShownPort => ({
      card,
      port: port.name,
      side,
      title: port.title ?? port.name,
      cardTitle,
      type: port.type,
      required: side === 'target' && port.required,
    });
  return [...inputs.map(toShown('target')), ...outputs.map(toShown('source'))];
}

/** The edges that a port has now. */
export function edgesOf(context: ConnectContext, { card, port, side }: DanglingEdge): CardEdge[] {
  return readEdges(context.workflow).filter((edge) =>
    side === 'source'
      ? edge.source === card && edge.sourcePort === port
      : edge.target === card && edge.targetPort === port,
  );
}

/** What a port is connected with now, in words; undefined where it is not. */
export function describeEdges(context: ConnectContext, port: ShownPort): string | undefined {
  const ends = edgesOf(context, port).map((edge) => {
    const [card, name] =
      port.side === 'source' ? [edge.target, edge.targetPort] : [edge.source, edge.sourcePort];
    const title = titleOfCard(context.workflow, card);
    return parseCardId(card).kind === 'node' ? `${title} · ${name}` : title;
  });
  if (ends.length === 0) return undefined;
  return `${port.side === 'source' ? 'to' : 'from'} ${ends.join(', ')}`;
}

function otherSide(side: DanglingEdge['side']): DanglingEdge['side'] {
  return side === 'source' ? 'target' : 'source';
}

/** All ports elsewhere, in the order in which the cards run. */
function listOthers(context: ConnectContext, edge: DanglingEdge): ShownPort[] {
  return orderCards(context.workflow)
    .filter((card) => card !== edge.card)
    .flatMap((card) => listPorts(context, card))
    .filter(({ side }) => side === otherSide(edge.side));
}

/** What a port can be connected with: its edge to take away, ports that fit, and new cards. */
export function listChoices(context: ConnectContext, edge: DanglingEdge): ConnectChoice[] {
  const fitting = new Set(
    listFittingPorts(context, edge).map(({ card, port }) => writeEdgeId(card, port)),
  );
  const connected = new Set(
    edgesOf(context, edge).map(({ source, sourcePort, target, targetPort }) =>
      edge.side === 'source' ? writeEdgeId(target, targetPort) : writeEdgeId(source, sourcePort),
    ),
  );
  const ports = listOthers(context, edge).flatMap((port): ConnectChoice[] => {
    const id = writeEdgeId(port.card, port.port);
    const isConnected = connected.has(id);
    if (!fitting.has(id) && !isConnected) return [];
    return [{ kind: 'port', id: `port:${id}`, port, connected: isConnected }];
  });
  const isTarget = edge.side === 'target';
  const news: ConnectChoice[] = [
    ...(isTarget && parseCardId(edge.card).kind === 'node'
      ? [{ kind: 'new-input', id: 'new-input' } as const]
      : []),
    ...(isTarget ? [] : [{ kind: 'new-output', id: 'new-output' } as const]),
    { kind: 'new-node', id: 'new-node' },
  ];
  const cut: ConnectChoice[] =
    isTarget && connected.size > 0
      ? [{ kind: 'disconnect', id: 'disconnect', edgeId: writeEdgeId(edge.card, edge.port) }]
      : [];
  return [...ports, ...news, ...cut];
}

/** A port that cannot be connected, and why. */
export interface Refusal {
  port: ShownPort;
  reason: string;
}

/** Ports elsewhere that do not fit, with the engine's reason, up to a number of them. */
export function listRefusals(context: ConnectContext, edge: DanglingEdge, limit = 60): Refusal[] {
  const refusals: Refusal[] = [];
  for (const port of listOthers(context, edge)) {
    if (refusals.length >= limit) break;
    const issue = checkConnection(context, closeEdge(edge, port));
    if (!issue) continue;
    const reason = [issue.message, issue.hint].filter(Boolean).join(' ');
    refusals.push({ port, reason });
  }
  return refusals;
}
