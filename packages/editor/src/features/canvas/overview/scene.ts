import type { Workflow } from '@catena/engine';
import { sizeOfCard, type Bounds, type Size } from '../../../document/card-bounds.ts';
import { writeCardId } from '../../../document/card-id.ts';
import { cardPositions } from '../../../document/card-positions.ts';
import { readLayout, type Point } from '../../../document/layout.ts';
import { readEdges, type CardEdge } from '../../../document/read-edges.ts';
import { findHidden } from '../find-hidden.ts';

/** A card with its place in canvas units. */
export interface SceneCard extends Bounds {
  id: string;
}

/** A wire between two points of the canvas. */
export interface SceneWire {
  edge: CardEdge;
  /** The cards at its ends; a collapsed frame where it hides them. */
  source: SceneCard;
  target: SceneCard;
  /** How far down its ends are on their cards. */
  fromY: number;
  toY: number;
  /** Where it is led around. */
  points: readonly Point[];
}

/** Where everything of a document is: what is drawn, hit and counted without elements of the page. */
export interface Scene {
  cards: readonly SceneCard[];
  /** Frames and notes: few, and elements of the page at every zoom. */
  surroundings: readonly SceneCard[];
  byId: ReadonlyMap<string, SceneCard>;
  wires: readonly SceneWire[];
  /** What it was made of. */
  workflow: Workflow;
}

interface WireEnds {
  source: Map<string, string[]>;
  target: Map<string, string[]>;
}

/** Wires leave and arrive evenly along the sides of a card, as on its tile. */
function endAt(ends: Map<string, string[]>, card: SceneCard, port: string): number {
  const ports = ends.get(card.id) ?? [port];
  return (card.height * (ports.indexOf(port) + 1)) / (ports.length + 1);
}

function collectEnds(edges: readonly CardEdge[]): WireEnds {
  const ends: WireEnds = { source: new Map(), target: new Map() };
  const add = (side: Map<string, string[]>, card: string, port: string) => {
    const known = side.get(card);
    if (!known) side.set(card, [port]);
    else if (!known.includes(port)) known.push(port);
  };
  for (const { source, sourcePort, target, targetPort } of edges) {
    add(ends.source, source, sourcePort);
    add(ends.target, target, targetPort);
  }
  return ends;
}

type Sizes = ReadonlyMap<string, Size>;

function placeSurroundings(workflow: Workflow, hidden: ReadonlyMap<string, string>): SceneCard[] {
  const { frames, notes } = readLayout(workflow);
  const place = (kind: 'frame' | 'note', name: string, [x, y]: Point): SceneCard => {
    const id = writeCardId({ kind, name });
    return { id, x, y, ...sizeOfCard(workflow, id, () => undefined) };
  };
  return [
    ...Object.entries(frames).map(([name, frame]) => place('frame', name, frame.position)),
    ...Object.entries(notes).map(([name, note]) => place('note', name, note.position)),
  ].filter(({ id }) => !hidden.has(id));
}

/** Lays out a document with sizes as drawn, or as estimated where a card was never drawn. */
export function createScene(workflow: Workflow, sizes: Sizes): Scene {
  const { reroutes } = readLayout(workflow);
  const hidden = findHidden(readLayout(workflow));
  const cards: SceneCard[] = [];
  for (const [id, [x, y]] of cardPositions(workflow)) {
    if (hidden.has(id)) continue;
    cards.push({ id, x, y, ...sizeOfCard(workflow, id, (card) => sizes.get(card)) });
  }
  const surroundings = placeSurroundings(workflow, hidden);
  const byId = new Map([...surroundings, ...cards].map((card) => [card.id, card]));
  const edges = readEdges(workflow);
  const ends = collectEnds(edges);
  const wires: SceneWire[] = [];
  for (const edge of edges) {
    const source = byId.get(hidden.get(edge.source) ?? edge.source);
    const target = byId.get(hidden.get(edge.target) ?? edge.target);
    if (!source || !target || (source === target && hidden.has(edge.source))) continue;
    wires.push({
      edge,
      source,
      target,
      fromY: endAt(ends.source, source, edge.sourcePort),
      toY: endAt(ends.target, target, edge.targetPort),
      points: reroutes[edge.id] ?? [],
    });
  }
  return { cards, surroundings, byId, wires, workflow };
}

let last: { sizes: Sizes; scene: Scene } | undefined;

/** The scene of a document; the same object while nothing has changed. */
export function sceneOf(workflow: Workflow, sizes: Sizes): Scene {
  if (last?.scene.workflow !== workflow || last.sizes !== sizes) {
    last = { sizes, scene: createScene(workflow, sizes) };
  }
  return last.scene;
}
