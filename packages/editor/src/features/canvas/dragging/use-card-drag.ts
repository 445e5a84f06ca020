import { useMemo } from 'react';
import { useStoreApi, type OnNodeDrag } from '@xyflow/react';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import type { Point } from '../../../document/layout.ts';
import { useCanvasStore } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';
import { CardDrag } from './card-drag.ts';

/** Dragging of cards: in line with others, into frames, onto wires; one step of the history in the end. */
export function useCardDrag() {
  const tab = useTab();
  const editor = useEditor();
  const canvas = useCanvasStore();
  const flow = useStoreApi<FlowNode>();
  return useMemo(() => {
    const drag = new CardDrag({ canvas, editor, tab, flow });
    const onNodeDragStart: OnNodeDrag<FlowNode> = (_event, _node, nodes) =>
      drag.begin(nodes.map(({ id }) => id));
    const onNodeDrag: OnNodeDrag<FlowNode> = (event) => drag.hold(event);
    return {
      onNodeDragStart,
      onNodeDrag,
      onNodeDragStop: () => drag.end(),
      onMoved: (positions: ReadonlyMap<string, Point>) => drag.move(positions),
    };
  }, [tab, editor, canvas, flow]);
}
