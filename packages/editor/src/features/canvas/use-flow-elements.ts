import { useMemo, useState } from 'react';
import type { Size } from '../../document/card-bounds.ts';
import { useDocument } from '../../document/editor-context.ts';
import type { Point } from '../../document/layout.ts';
import { useCanvas, type CanvasState } from './canvas-store.ts';
import { useHotCards } from './overview/use-hot-cards.ts';
import { createFlowDrawing, type FlowEdge, type FlowNode } from './to-react-flow.ts';

const noEdges: FlowEdge[] = [];

function place(node: FlowNode, at: Point | undefined, size: Size | undefined): FlowNode {
  if (!at && !size) return node;
  return {
    ...node,
    ...(at && { position: { x: at[0], y: at[1] } }),
    ...(size && { width: size.width, height: size.height }),
  };
}

/** Cards as the document has them, but those that are being moved or resized as they are now. */
function withTransient(
  nodes: FlowNode[],
  { moved, resized }: Pick<CanvasState, 'moved' | 'resized'>,
): FlowNode[] {
  if (moved.size === 0 && resized.size === 0) return nodes;
  return nodes.map((node) => place(node, moved.get(node.id), resized.get(node.id)));
}

/** The nodes and edges that React Flow draws. */
export function useFlowElements(): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const [drawing] = useState(createFlowDrawing);
  const workflow = useDocument((state) => state.workflow);
  const selection = useDocument((state) => state.selection);
  const sizes = useCanvas((state) => state.sizes);
  const moved = useCanvas((state) => state.moved);
  const resized = useCanvas((state) => state.resized);
  const only = useHotCards();
  const still = useMemo(
    () => drawing.nodes({ workflow, selection, sizes, only }),
    [drawing, workflow, selection, sizes, only],
  );
  const nodes = useMemo(() => withTransient(still, { moved, resized }), [still, moved, resized]);
  const isDrawn = only !== undefined;
  const edges = useMemo(
    () => (isDrawn ? noEdges : drawing.edges({ workflow, selection })),
    [drawing, workflow, selection, isDrawn],
  );
  return { nodes, edges };
}
