import {
  parsePortType,
  type NodePorts,
  type PortDescriptor,
  type PortType,
  type Workflow,
} from '@catena/engine';
import {
  inputCardPort,
  outputCardPort,
  parseCardId,
  writeEdgeId,
  type CardKind,
} from '../../document/card-id.ts';
import { titleOfCard } from '../../document/cards.ts';
import { orderCards } from '../../document/order-cards.ts';
import { readEdges, type CardEdge } from '../../document/read-edges.ts';
import { describeInput } from '../../parts/describe-input.ts';

/** The other end of a connection. */
export interface OutlineEnd {
  card: string;
  port: string;
  /** `Upscale · image` */
  words: string;
}

interface RowPlace {
  id: string;
  card: string;
  /** Its number among its siblings, from 1, and how many they are. */
  position: number;
  siblings: number;
}

export interface CardRow extends RowPlace {
  kind: 'card';
  cardKind: CardKind;
  title: string;
  /** What it is: the model, the node type, or the kind of card. */
  what: string;
  expanded: boolean;
  expandable: boolean;
}

export interface InputRow extends RowPlace {
  kind: 'input';
  port: string;
  title: string;
  type: PortType;
  connectable: boolean;
  /** The edge that feeds it. */
  edgeId: string | undefined;
  source: OutlineEnd | undefined;
  /** Its value, where no edge feeds it. */
  value: string;
}

export interface OutputRow extends RowPlace {
  kind: 'output';
  port: string;
  title: string;
  type: PortType;
  targets: readonly OutlineEnd[];
}

/** One line of the outline. */
export type OutlineRow = CardRow | InputRow | OutputRow;

type Place = Pick<RowPlace, 'position' | 'siblings'>;
type Unplaced<Row> = Row extends OutlineRow ? Omit<Row, keyof Place> : never;

const anyType: PortType = { base: 'any', depth: 0 };

const kindWords: Readonly<Record<Exclude<CardKind, 'node'>, string>> = {
  input: 'workflow input',
  output: 'workflow output',
  frame: 'frame',
  note: 'note',
};

function describeCard(workflow: Workflow, card: string): string {
  const { kind, name } = parseCardId(card);
  if (kind !== 'node') return kindWords[kind];
  const node = workflow.nodes[name];
  return node?.model ?? node?.type ?? '';
}

interface OutlineSource {
  workflow: Workflow;
  ports: ReadonlyMap<string, NodePorts>;
  edgesById: ReadonlyMap<string, CardEdge>;
  edgesBySource: ReadonlyMap<string, readonly CardEdge[]>;
}

function portTitle(
  { workflow, ports }: OutlineSource,
  end: { card: string; port: string; side: keyof Pick<NodePorts, 'inputs' | 'outputs'> },
) {
  const title = titleOfCard(workflow, end.card);
  const port = ports.get(end.card)?.[end.side].find(({ name }) => name === end.port);
  // The one port of an input or an output of the workflow needs no name.
  const isOnly = parseCardId(end.card).kind !== 'node';
  return isOnly ? title : `${title} · ${port?.title ?? end.port}`;
}

function sourceOf(source: OutlineSource, edge: CardEdge | undefined): OutlineEnd | undefined {
  if (!edge) return undefined;
  const end = { card: edge.source, port: edge.sourcePort, side: 'outputs' as const };
  return { card: end.card, port: end.port, words: portTitle(source, end) };
}

function targetsOf(source: OutlineSource, card: string, port: string): OutlineEnd[] {
  const edges = source.edgesBySource.get(writeEdgeId(card, port)) ?? [];
  return edges.map((edge) => {
    const end = { card: edge.target, port: edge.targetPort, side: 'inputs' as const };
    return { card: end.card, port: end.port, words: portTitle(source, end) };
  });
}

function inputRow(source: OutlineSource, card: string, port: PortDescriptor): Unplaced<InputRow> {
  const edge = source.edgesById.get(writeEdgeId(card, port.name));
  return {
    kind: 'input',
    id: `${card}/in/${port.name}`,
    card,
    port: port.name,
    title: port.title ?? port.name,
    type: port.type,
    connectable: port.connectable,
    edgeId: edge?.id,
    source: sourceOf(source, edge),
    value: describeInput(port, source.workflow.nodes[card]?.input?.[port.name]),
  };
}

function outputRow(
  source: OutlineSource,
  card: string,
  port: Pick<PortDescriptor, 'name' | 'title' | 'type'>,
): Unplaced<OutputRow> {
  return {
    kind: 'output',
    id: `${card}/out/${port.name}`,
    card,
    port: port.name,
    title: port.title ?? port.name,
    type: port.type,
    targets: targetsOf(source, card, port.name),
  };
}

function childRows(source: OutlineSource, card: string): Unplaced<OutlineRow>[] {
  const { kind, name } = parseCardId(card);
  const { workflow, ports } = source;
  if (kind === 'input') {
    const type = parsePortType(workflow.inputs?.[name]?.type ?? '') ?? anyType;
    return [outputRow(source, card, { name: inputCardPort, title: 'value', type })];
  }
  if (kind === 'output') {
    const port = {
      name: outputCardPort,
      title: 'value',
      type: anyType,
      required: true,
      connectable: true,
    };
    return [inputRow(source, card, port)];
  }
  const found = ports.get(card);
  return [
    ...(found?.inputs.map((port) => inputRow(source, card, port)) ?? []),
    ...(found?.outputs.map((port) => outputRow(source, card, port)) ?? []),
  ];
}

function readSource(workflow: Workflow, ports: ReadonlyMap<string, NodePorts>): OutlineSource {
  const edges = readEdges(workflow);
  const edgesBySource = new Map<string, CardEdge[]>();
  for (const edge of edges) {
    const from = writeEdgeId(edge.source, edge.sourcePort);
    const known = edgesBySource.get(from);
    if (known) known.push(edge);
    else edgesBySource.set(from, [edge]);
  }
  const edgesById = new Map(edges.map((edge) => [edge.id, edge]));
  return { workflow, ports, edgesById, edgesBySource };
}

/** The lines of the outline: every card, and the ports of those that are unfolded. */
export function listOutlineRows(
  workflow: Workflow,
  ports: ReadonlyMap<string, NodePorts>,
  expanded: ReadonlySet<string>,
): OutlineRow[] {
  const source = readSource(workflow, ports);
  const cards = orderCards(workflow);
  return cards.flatMap((card, index): OutlineRow[] => {
    const { kind } = parseCardId(card);
    const row: CardRow = {
      kind: 'card',
      id: card,
      card,
      cardKind: kind,
      title: titleOfCard(workflow, card),
      what: describeCard(workflow, card),
      expanded: expanded.has(card),
      expandable: kind !== 'frame' && kind !== 'note',
      position: index + 1,
      siblings: cards.length,
    };
    if (!row.expanded || !row.expandable) return [row];
    const children = childRows(source, card);
    const placed = children.map(
      (child, at) => ({ ...child, position: at + 1, siblings: children.length }) as OutlineRow,
    );
    return [row, ...placed];
  });
}
