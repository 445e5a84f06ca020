/**
 * One drag of cards: where they go while they are held, and what becomes of it.
 *
 * 1. The document changes once, when they are let go.
 * 2. Frames carry what lies in them; helper lines pull what is dragged, Shift frees it.
 * 3. With Alt a single node goes into the wire under it.
 */
import type { ReactFlowState } from '@xyflow/react';
import { boundsOf, holdsMiddle, type Bounds } from '../../../document/card-bounds.ts';
import { parseCardId, writeCardId } from '../../../document/card-id.ts';
import { cardPositions } from '../../../document/card-positions.ts';
import type { CommandContext } from '../../../document/commands/command.ts';
import { connectContextOf } from '../../../document/connect/connect-context.ts';
import { fitOnEdge } from '../../../document/connect/fit-on-edge.ts';
import { composeEdits, type Edit } from '../../../document/edits/compose-edits.ts';
import { insertOnEdge, type Insertion } from '../../../document/edits/insert-on-edge.ts';
import { moveCards } from '../../../document/edits/move-cards.ts';
import { contentsOfFrame } from '../../../document/frame-contents.ts';
import { readLayout, withPositions, type Point } from '../../../document/layout.ts';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import type { CanvasStore } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';
import { findWireAt } from '../wires/find-wire-at.ts';
import { alignDrag } from './align-drag.ts';

export interface CardDragOptions {
  canvas: CanvasStore;
  editor: Pick<CommandContext, 'view' | 'catalog'>;
  tab: OpenDocument;
  flow: { getState(): ReactFlowState<FlowNode> };
}

type Positions = ReadonlyMap<string, Point>;

const atRest = { moved: new Map(), guides: [], intoFrame: undefined, insertOn: undefined };

/** Cards that a hand-written file gives no place get the one where they are seen, before others move. */
const keepPlaces: Edit = (workflow) => {
  const { positions } = readLayout(workflow);
  const unplaced = [...cardPositions(workflow)].filter(([id]) => !positions[id]);
  return unplaced.length > 0 ? withPositions(workflow, Object.fromEntries(unplaced)) : workflow;
};

/** What the pointer does to cards that it holds. */
export class CardDrag {
  readonly #options: CardDragOptions;
  #dragged: readonly string[] = [];
  /** Where the dragged cards, and all that their frames carry, stood. */
  #start: Positions = new Map();
  /** The frame that carries a card, for cards that are not dragged themselves. */
  #carriers: ReadonlyMap<string, string> = new Map();
  /** Selected cards that are only drawn, and follow the first that is dragged. */
  #followers: readonly string[] = [];
  #keys = { alt: false, shift: false };

  constructor(options: CardDragOptions) {
    this.#options = options;
  }

  begin(cards: readonly string[]): void {
    const { workflow } = this.#options.tab.document.getState();
    const carriers = new Map<string, string>();
    for (const id of cards) {
      if (parseCardId(id).kind !== 'frame') continue;
      for (const card of contentsOfFrame(workflow, id)) {
        if (!cards.includes(card)) carriers.set(card, id);
      }
    }
    const [first] = cards;
    const followers = this.#findFollowers(cards).filter((card) => !carriers.has(card));
    if (first !== undefined) for (const card of followers) carriers.set(card, first);
    const start = [...cards, ...carriers.keys()].map((id): [string, Point] => {
      const { x, y } = this.#boundsOf(id);
      return [id, [x, y]];
    });
    this.#dragged = cards;
    this.#followers = followers;
    this.#carriers = carriers;
    this.#start = new Map(start);
  }

  /** Tells which keys are held. */
  hold({ altKey, shiftKey }: Pick<MouseEvent, 'altKey' | 'shiftKey'>): void {
    this.#keys = { alt: altKey, shift: shiftKey };
  }

  /** Where the pointer would have the cards. */
  move(positions: Positions): void {
    const { canvas } = this.#options;
    const [first = ''] = this.#dragged;
    const at = positions.get(first);
    // While a frame or a note is resized it moves, too.
    if (!at) return canvas.setState({ moved: positions });
    const line = this.#isLoose()
      ? undefined
      : alignDrag(this.#boundsOf(first, at), this.#neighbours());
    const moved = this.#carry(positions, [line?.x ?? 0, line?.y ?? 0]);
    const place = moved.get(first) ?? at;
    canvas.setState({
      moved,
      guides: line?.guides ?? [],
      intoFrame: this.#findFrame(first, place),
      insertOn: this.#findInsertion(first, place)?.edge,
    });
  }

  end(): void {
    const { canvas, tab } = this.#options;
    const dragged = [...this.#dragged, ...this.#followers];
    const { moved } = canvas.getState();
    const [first = ''] = dragged;
    const at = moved.get(first);
    const insertion = at && this.#findInsertion(first, at);
    this.#dragged = [];
    this.#followers = [];
    if (at && !tab.readOnly) {
      const isDragged = new Set(dragged);
      const positions = Object.fromEntries([...moved].filter(([id]) => isDragged.has(id)));
      const sizeOf = (card: string) => canvas.getState().sizes.get(card);
      const edits = [keepPlaces, moveCards(positions, { sizeOf })];
      if (insertion) edits.push(insertOnEdge(insertion.edge, insertion));
      const cards = dragged.length === 1 ? 'a card' : `${dragged.length} cards`;
      const label = insertion ? 'Insert a node into a wire' : `Move ${cards}`;
      tab.document.edit(label, composeEdits(...edits));
    }
    canvas.setState(atRest);
  }

  #isLoose(): boolean {
    return this.#keys.shift || this.#options.editor.view.getState().snapToGrid;
  }

  /** Where all cards go that move: those that are held, pulled by the lines, and what they carry. */
  #carry(positions: Positions, [shiftX, shiftY]: Point): Map<string, Point> {
    const moved = new Map<string, Point>();
    for (const [id, [x, y]] of positions) moved.set(id, [x + shiftX, y + shiftY]);
    for (const [card, frame] of this.#carriers) {
      const [from, to, own] = [this.#start.get(frame), moved.get(frame), this.#start.get(card)];
      if (from && to && own) moved.set(card, [own[0] + to[0] - from[0], own[1] + to[1] - from[1]]);
    }
    return moved;
  }

  #boundsOf(id: string, at?: Point): Bounds {
    const node = this.#options.flow.getState().nodeLookup.get(id);
    if (!node) return this.#boundsOfDrawn(id, at);
    const { x, y } = node.internals.positionAbsolute;
    const { width = 0, height = 0 } = node.measured;
    return { x: at?.[0] ?? x, y: at?.[1] ?? y, width, height };
  }

  /** Of a card that is no element of the page. */
  #boundsOfDrawn(id: string, at: Point | undefined): Bounds {
    const { canvas, tab } = this.#options;
    const { workflow } = tab.document.getState();
    const { sizes } = canvas.getState();
    const bounds = boundsOf(workflow, id, (card) => sizes.get(card));
    const { x = 0, y = 0, width = 0, height = 0 } = bounds ?? {};
    return { x: at?.[0] ?? x, y: at?.[1] ?? y, width, height };
  }

  /** React Flow drags what is selected, as far as it knows of it. */
  #findFollowers(cards: readonly string[]): string[] {
    const { canvas, tab } = this.#options;
    const { cards: selected } = tab.document.getState().selection;
    if (!canvas.getState().overview || !cards.some((card) => selected.has(card))) return [];
    const held = new Set(cards);
    const { looks } = readLayout(tab.document.getState().workflow);
    return [...selected].filter((card) => !held.has(card) && !looks[card]?.fixed);
  }

  /** The cards that a dragged one may be in line with: those in view that stay. */
  #neighbours(): Bounds[] {
    const { nodeLookup, transform, width, height } = this.#options.flow.getState();
    const [x, y, zoom] = transform;
    const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    return [...nodeLookup.values()]
      .filter((node) => !node.hidden && !this.#start.has(node.id))
      .map((node) => this.#boundsOf(node.id))
      .filter((bounds) => holdsMiddle(seen, bounds));
  }

  #findFrame(card: string, at: Point): string | undefined {
    if (parseCardId(card).kind === 'frame') return undefined;
    const bounds = this.#boundsOf(card, at);
    const { frames } = readLayout(this.#options.tab.document.getState().workflow);
    const area = (id: string) => this.#boundsOf(id).width * this.#boundsOf(id).height;
    return Object.keys(frames)
      .filter((name) => !frames[name]?.collapsed)
      .map((name) => writeCardId({ kind: 'frame', name }))
      .filter((id) => holdsMiddle(this.#boundsOf(id), bounds))
      .toSorted((left, right) => area(left) - area(right))[0];
  }

  /** The wire that a card would be put into, where Alt is held. */
  #findInsertion(card: string, at: Point): (Insertion & { edge: string }) | undefined {
    const { tab, editor, flow } = this.#options;
    const ports = tab.analysis.getState().ports.get(card);
    if (!this.#keys.alt || !ports || this.#dragged.length !== 1) return undefined;
    const { x, y, width, height } = this.#boundsOf(card, at);
    const edge = findWireAt(flow.getState(), { x: x + width / 2, y: y + height / 2 }, card);
    if (edge === undefined) return undefined;
    const passage = fitOnEdge(connectContextOf(tab, editor.catalog), edge, ports);
    return passage && { edge, node: card, ...passage };
  }
}
