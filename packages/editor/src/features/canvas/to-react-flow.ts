/**
 * Draws a document for React Flow: nodes and edges that hold ids, places and what is selected.
 *
 * 1. What has not changed stays the same object, so that only what has changed renders again.
 * 2. Nothing that cards show (titles, values, results) is in here; they read it themselves.
 * 3. A wire into a collapsed frame ends at the frame; wires inside of it are not drawn.
 */
import type { Edge, Node, NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import type { Workflow } from '@catena/engine';
import { parseCardId, writeCardId, type CardKind } from '../../document/card-id.ts';
import { readLayout, type Layout } from '../../document/layout.ts';
import { readEdges, type CardEdge } from '../../document/read-edges.ts';
import type { Selection } from '../../document/workflow-store.ts';
import type { Size } from '../../document/card-bounds.ts';
import { cardWidth, collapsedHeight, estimateSize } from '../../document/estimate-size.ts';
import { estimatePort } from './estimate-port.ts';
import { cardPositions } from '../../document/card-positions.ts';
import { listCards } from '../../document/cards.ts';
import { orderCards } from '../../document/order-cards.ts';
import { drawsOnlyVisible } from './level-of-detail.ts';
import { edgesByCard } from './edges-by-card.ts';
import { findHidden } from './find-hidden.ts';

/** Not the bare kinds: React Flow has styles of its own for `input` and `output`. */
export type FlowNode = Node<Record<string, never>, `card-${CardKind}`>;
export type FlowEdge = Edge<Record<string, never>, 'wire'>;

/** The dots that stand for all ports of the cards in a collapsed frame. */
export const framePort = '$frame';

const noData = {};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether two values of a node or an edge say the same: equal, or small records of equal members. */
function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (!isRecord(left) || !isRecord(right)) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => isSame(left[key], right[key]))
  );
}

/** The same list while it holds the same things in the same order. */
class SteadyList<Item> {
  #list: Item[] = [];

  take(list: Item[]): Item[] {
    const isSame =
      list.length === this.#list.length && list.every((item, index) => item === this.#list[index]);
    if (!isSame) this.#list = list;
    return this.#list;
  }
}

interface Drawing {
  workflow: Workflow;
  layout: Layout;
  selection: Selection;
  sizes: ReadonlyMap<string, Size>;
  hidden: ReadonlyMap<string, string>;
  edges: ReadonlyMap<string, readonly CardEdge[]>;
}

/** Where wires end on a card that was not drawn yet, so that wires to it can be drawn all the same. */
function estimateHandles(drawing: Drawing, id: string, size: Size): NodeHandle[] {
  const seen = { source: new Set<string>(), target: new Set<string>() };
  for (const wire of drawing.edges.get(id) ?? []) {
    if (wire.target === id) seen.target.add(wire.targetPort);
    if (wire.source === id) seen.source.add(wire.sourcePort);
  }
  return (['source', 'target'] as const).flatMap((type) =>
    [...seen[type]].map((port, index) => ({
      id: port,
      type,
      position: type === 'source' ? Position.Right : Position.Left,
      ...estimatePort(size, type, index),
      width: 1,
      height: 1,
    })),
  );
}

function drawCard(drawing: Drawing, { id }: { id: string }): FlowNode[] {
  const { kind } = parseCardId(id);
  const at = cardPositions(drawing.workflow).get(id);
  if (!at) return [];
  const look = drawing.layout.looks[id];
  const size = drawing.sizes.get(id);
  const estimate = size ? undefined : estimateSize(drawing.workflow, id);
  const card = {
    id,
    type: `card-${kind}`,
    position: { x: at[0], y: at[1] },
    data: noData,
    selected: drawing.selection.cards.has(id),
    hidden: drawing.hidden.has(id),
    width: cardWidth(kind as 'node' | 'input' | 'output', look),
    domAttributes: { 'aria-labelledby': `label-${id}` },
    ...(look?.fixed && { draggable: false }),
    ...(size && { measured: size }),
    ...(estimate && {
      initialHeight: estimate.height,
      handles: estimateHandles(drawing, id, estimate),
    }),
  };
  return [card as FlowNode];
}

function drawFrame(drawing: Drawing, name: string): FlowNode[] {
  const frame = drawing.layout.frames[name];
  if (!frame) return [];
  const id = writeCardId({ kind: 'frame', name });
  const [width, height] = frame.size;
  const size = drawing.sizes.get(id);
  return [
    {
      id,
      type: 'card-frame',
      position: { x: frame.position[0], y: frame.position[1] },
      data: noData,
      selected: drawing.selection.cards.has(id),
      width: frame.collapsed ? Math.min(width, 320) : width,
      height: frame.collapsed ? collapsedHeight : height,
      // Below its cards and their wires, selected or not; only its title and its edges take the pointer.
      zIndex: frame.collapsed ? 0 : -3000,
      dragHandle: '[data-frame-handle]',
      style: frame.collapsed ? {} : { pointerEvents: 'none' },
      domAttributes: { 'aria-labelledby': `label-${id}` },
      ...(size && { measured: size }),
    } as FlowNode,
  ];
}

function drawNote(drawing: Drawing, name: string): FlowNode[] {
  const note = drawing.layout.notes[name];
  if (!note) return [];
  const id = writeCardId({ kind: 'note', name });
  const size = drawing.sizes.get(id);
  return [
    {
      id,
      type: 'card-note',
      position: { x: note.position[0], y: note.position[1] },
      data: noData,
      selected: drawing.selection.cards.has(id),
      hidden: drawing.hidden.has(id),
      width: note.size[0],
      height: note.size[1],
      zIndex: -5,
      domAttributes: { 'aria-labelledby': `label-${id}` },
      ...(size && { measured: size }),
    } as FlowNode,
  ];
}

const drawers: Readonly<
  Record<CardKind, (drawing: Drawing, card: { id: string; name: string }) => FlowNode[]>
> = {
  node: drawCard,
  input: drawCard,
  output: drawCard,
  frame: (drawing, { name }) => drawFrame(drawing, name),
  note: (drawing, { name }) => drawNote(drawing, name),
};

function drawAny(drawing: Drawing, id: string): FlowNode[] {
  const { kind, name } = parseCardId(id);
  return drawers[kind](drawing, { id, name });
}

/**
 * Hands out what was made before, where the facts are the same or what is made of them is. Most facts
 * stay the same objects, so that a keystroke makes next to nothing anew.
 */
class Remembered<Item> {
  readonly #known = new Map<string, { facts: readonly unknown[]; items: Item[] }>();

  take(id: string, facts: readonly unknown[], make: () => Item[]): Item[] {
    const before = this.#known.get(id);
    const isKnown =
      before?.facts.length === facts.length &&
      facts.every((fact, index) => fact === before.facts[index]);
    if (before && isKnown) return before.items;
    const made = make();
    const items = before && isSame(before.items, made) ? before.items : made;
    this.#known.set(id, { facts, items });
    return items;
  }
}

/** All that the drawing of a card is made of. */
function factsOf(drawing: Drawing, id: string): unknown[] {
  const { workflow, layout, selection, sizes, hidden, edges } = drawing;
  const { kind, name } = parseCardId(id);
  const facts = [selection.cards.has(id), hidden.has(id), sizes.get(id)];
  if (kind === 'frame') return [...facts, layout.frames[name]];
  if (kind === 'note') return [...facts, layout.notes[name]];
  const place = [cardPositions(workflow).get(id), layout.looks[id]];
  if (sizes.has(id)) return [...facts, ...place];
  return [...facts, ...place, workflow.nodes[id], ...(edges.get(id) ?? [])];
}

/** The order in which Tab reaches cards: as they run, where all of them are drawn. */
function tabOrder(workflow: Workflow): string[] {
  const cards = listCards(workflow);
  return drawsOnlyVisible(cards.length) ? cards : orderCards(workflow);
}

function drawWire(
  wire: CardEdge,
  hidden: ReadonlyMap<string, string>,
  selected: boolean,
): FlowEdge[] {
  const source = hidden.get(wire.source);
  const target = hidden.get(wire.target);
  if (source !== undefined && source === target) return [];
  return [
    {
      id: wire.id,
      type: 'wire',
      source: source ?? wire.source,
      sourceHandle: source === undefined ? wire.sourcePort : framePort,
      target: target ?? wire.target,
      targetHandle: target === undefined ? wire.targetPort : framePort,
      selected,
      data: noData,
      ariaLabel: `Wire from ${wire.source} to ${wire.target}, ${wire.targetPort}`,
    },
  ];
}

export interface FlowSource {
  workflow: Workflow;
  selection: Selection;
  /** Cards as they were drawn last. */
  sizes: ReadonlyMap<string, Size>;
  /** The cards that are wanted; all where it is missing. */
  only?: ReadonlySet<string> | undefined;
}

/** Draws one document again and again. */
export interface FlowDrawing {
  nodes(source: FlowSource): FlowNode[];
  edges(source: Pick<FlowSource, 'workflow' | 'selection'>): FlowEdge[];
}

/** Makes what draws a document for React Flow, and keeps what has not changed. */
export function createFlowDrawing(): FlowDrawing {
  const nodes = new SteadyList<FlowNode>();
  const edges = new SteadyList<FlowEdge>();
  const drawnCards = new Remembered<FlowNode>();
  const drawnWires = new Remembered<FlowEdge>();
  return {
    nodes({ workflow, selection, sizes, only }) {
      const layout = readLayout(workflow);
      const hidden = findHidden(layout);
      const drawing = { workflow, layout, selection, sizes, hidden, edges: edgesByCard(workflow) };
      const cards = only ?? tabOrder(workflow);
      return nodes.take(
        [...cards].flatMap((id) =>
          drawnCards.take(id, factsOf(drawing, id), () => drawAny(drawing, id)),
        ),
      );
    },
    edges({ workflow, selection }) {
      const cards = cardPositions(workflow);
      const hidden = findHidden(readLayout(workflow));
      // An edge from what is not there has no place to begin; the input it feeds tells of it.
      const known = readEdges(workflow).filter((edge) => cards.has(edge.source));
      return edges.take(
        known.flatMap((edge) => {
          const isSelected = selection.edges.has(edge.id);
          const facts = [edge, isSelected, hidden.get(edge.source), hidden.get(edge.target)];
          return drawnWires.take(edge.id, facts, () => drawWire(edge, hidden, isSelected));
        }),
      );
    },
  };
}
