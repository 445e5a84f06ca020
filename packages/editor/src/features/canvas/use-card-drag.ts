import { useMemo, useRef } from 'react';
import { useStoreApi, type OnNodeDrag } from '@xyflow/react';
import { holdsMiddle, type Bounds } from '../../document/card-bounds.ts';
import { parseCardId, writeCardId } from '../../document/card-id.ts';
import { connectContextOf } from '../../document/connect/connect-context.ts';
import { fitOnEdge } from '../../document/connect/fit-on-edge.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { composeEdits, type Edit } from '../../document/edits/compose-edits.ts';
import { insertOnEdge } from '../../document/edits/insert-on-edge.ts';
import { moveCards } from '../../document/edits/move-cards.ts';
import { contentsOfFrame } from '../../document/frame-contents.ts';
import { readLayout, withPositions, type Point } from '../../document/layout.ts';
import { alignDrag } from './align-drag.ts';
import { useCanvasStore } from './canvas-store.ts';
import { cardPositions } from '../../document/card-positions.ts';
import type { FlowNode } from './to-react-flow.ts';
import { findWireAt } from './wires/find-wire-at.ts';

interface Drag {
  /** Where the dragged cards and all that their frames carry stood. */
  start: ReadonlyMap<string, Point>;
  dragged: readonly string[];
  /** The frame that carries a card, for cards that are not dragged themselves. */
  carriers: ReadonlyMap<string, string>;
}

const nowhere: Point = [0, 0];

/** Cards that a hand-written file gives no place get the one where they are seen, before others move. */
const keepPlaces: Edit = (workflow) => {
  const { positions } = readLayout(workflow);
  const unplaced = [...cardPositions(workflow)].filter(([id]) => !positions[id]);
  return unplaced.length > 0 ? withPositions(workflow, Object.fromEntries(unplaced)) : workflow;
};

/** Dragging of cards: in line with others, into frames, onto wires; one step of the history in the end. */
export function useCardDrag() {
  const tab = useTab();
  const editor = useEditor();
  const canvas = useCanvasStore();
  const flow = useStoreApi<FlowNode>();
  const drag = useRef<Drag>(undefined);
  const keys = useRef({ alt: false, shift: false });

  return useMemo(() => {
    const { document } = tab;

    function boundsOf(id: string, at?: Point): Bounds {
      const node = flow.getState().nodeLookup.get(id);
      const { x = 0, y = 0 } = node?.internals.positionAbsolute ?? {};
      const { width = 0, height = 0 } = node?.measured ?? {};
      return { x: at?.[0] ?? x, y: at?.[1] ?? y, width, height };
    }

    function begin(nodes: readonly FlowNode[]) {
      const { workflow } = document.getState();
      const dragged = nodes.map(({ id }) => id);
      const carriers = new Map<string, string>();
      for (const id of dragged) {
        if (parseCardId(id).kind !== 'frame') continue;
        for (const card of contentsOfFrame(workflow, id)) {
          if (!dragged.includes(card)) carriers.set(card, id);
        }
      }
      const start = [...dragged, ...carriers.keys()].map((id) => {
        const { x, y } = boundsOf(id);
        return [id, [x, y]] as const;
      });
      drag.current = { dragged, carriers, start: new Map<string, Point>(start) };
    }

    /** The cards that a dragged one may be in line with: those in view that stay. */
    function neighbours(moving: ReadonlyMap<string, unknown>): Bounds[] {
      const { nodeLookup, transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      return [...nodeLookup.values()]
        .filter((node) => !node.hidden && !moving.has(node.id))
        .map((node) => boundsOf(node.id))
        .filter((bounds) => holdsMiddle(seen, bounds));
    }

    function findFrame(card: string, at: Point): string | undefined {
      if (parseCardId(card).kind === 'frame') return undefined;
      const bounds = boundsOf(card, at);
      const { frames } = readLayout(document.getState().workflow);
      const holding = Object.keys(frames)
        .map((name) => writeCardId({ kind: 'frame', name }))
        .filter((id) => !drag.current?.start.has(id) && holdsMiddle(boundsOf(id), bounds));
      const area = (id: string) => boundsOf(id).width * boundsOf(id).height;
      return holding.toSorted((left, right) => area(left) - area(right))[0];
    }

    /** The wire that a card would be put into, where Alt is held. */
    function findInsertion(card: string, at: Point) {
      const ports = tab.analysis.getState().ports.get(card);
      if (!keys.current.alt || !ports) return undefined;
      const { x, y, width, height } = boundsOf(card, at);
      const edge = findWireAt(flow.getState(), { x: x + width / 2, y: y + height / 2 }, card);
      if (edge === undefined) return undefined;
      const passage = fitOnEdge(connectContextOf(tab, editor.catalog), edge, ports);
      return passage && { edge, node: card, ...passage };
    }

    function move(positions: ReadonlyMap<string, Point>) {
      const { start, dragged, carriers } = drag.current ?? {};
      const [first = ''] = dragged ?? [];
      const at = positions.get(first);
      // While a frame or a note is resized it moves, too.
      if (!start || !dragged || !at) return canvas.setState({ moved: positions });
      const isLoose = keys.current.shift || editor.view.getState().snapToGrid;
      const line = isLoose ? undefined : alignDrag(boundsOf(first, at), neighbours(start));
      const [shiftX, shiftY] = [line?.x ?? 0, line?.y ?? 0];
      const moved = new Map<string, Point>();
      for (const [id, [x, y]] of positions) moved.set(id, [x + shiftX, y + shiftY]);
      for (const [card, frame] of carriers ?? []) {
        const [from, to] = [start.get(frame), moved.get(frame)];
        const [x, y] = start.get(card) ?? nowhere;
        if (from && to) moved.set(card, [x + to[0] - from[0], y + to[1] - from[1]]);
      }
      const single = dragged.length === 1 ? moved.get(first) : undefined;
      canvas.setState({
        moved,
        guides: line?.guides ?? [],
        intoFrame: findFrame(first, moved.get(first) ?? at),
        insertOn: single && findInsertion(first, single)?.edge,
      });
    }

    function end() {
      const { dragged = [] } = drag.current ?? {};
      const { moved } = canvas.getState();
      const [first = ''] = dragged;
      const at = moved.get(first);
      const insertion = at && dragged.length === 1 ? findInsertion(first, at) : undefined;
      const positions = Object.fromEntries([...moved].filter(([id]) => dragged.includes(id)));
      drag.current = undefined;
      if (at && !tab.readOnly) {
        const count = dragged.length === 1 ? 'a card' : `${dragged.length} cards`;
        const sizeOf = (card: string) => canvas.getState().sizes.get(card);
        const label = insertion ? 'Insert a node into a wire' : `Move ${count}`;
        document.edit(
          label,
          composeEdits(
            keepPlaces,
            moveCards(positions, { sizeOf }),
            ...(insertion ? [insertOnEdge(insertion.edge, insertion)] : []),
          ),
        );
      }
      canvas.setState({ moved: new Map(), guides: [], intoFrame: undefined, insertOn: undefined });
    }

    const onNodeDragStart: OnNodeDrag<FlowNode> = (_event, _node, nodes) => begin(nodes);
    const onNodeDrag: OnNodeDrag<FlowNode> = (event) => {
      keys.current = { alt: event.altKey, shift: event.shiftKey };
    };
    return { onNodeDragStart, onNodeDrag, onNodeDragStop: end, onMoved: move };
  }, [tab, editor, canvas, flow]);
}
