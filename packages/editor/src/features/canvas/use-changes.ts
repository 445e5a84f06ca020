import { useMemo, useRef } from 'react';
import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { Size } from '../../document/card-bounds.ts';
import { parseCardId } from '../../document/card-id.ts';
import { useTab } from '../../document/editor-context.ts';
import type { Point } from '../../document/layout.ts';
import { useCanvasStore } from './canvas-store.ts';
import type { FlowEdge, FlowNode } from './to-react-flow.ts';

type SelectChange = { id: string; type: 'select'; selected: boolean };

function applySelects(before: ReadonlySet<string>, changes: readonly SelectChange[]): Set<string> {
  const next = new Set(before);
  for (const { id, selected } of changes) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** What React Flow wants changed: measures and moves stay with the canvas, selections go to the document. */
export function useChanges(onMoved: (positions: ReadonlyMap<string, Point>) => void) {
  const { document } = useTab();
  const canvas = useCanvasStore();
  /** Whether a box is being drawn around cards. */
  const boxing = useRef(false);

  return useMemo(() => {
    function measure(changes: readonly NodeChange<FlowNode>[]) {
      const measured = changes.flatMap((change) =>
        change.type === 'dimensions' && change.dimensions
          ? [[change, change.dimensions] as const]
          : [],
      );
      if (measured.length === 0) return;
      const { sizes, resized } = canvas.getState();
      const nextSizes = new Map(sizes);
      const nextResized = new Map<string, Size>(resized);
      for (const [{ id, resizing }, size] of measured) {
        nextSizes.set(id, size);
        if (resizing) nextResized.set(id, size);
        else nextResized.delete(id);
      }
      canvas.setState({ sizes: nextSizes, resized: nextResized });
    }

    function move(changes: readonly NodeChange<FlowNode>[]) {
      const positions = changes.flatMap((change) =>
        change.type === 'position' && change.position && change.dragging !== false
          ? [[change.id, [change.position.x, change.position.y]] as const]
          : [],
      );
      if (positions.length > 0) onMoved(new Map<string, Point>(positions));
    }

    /** A box takes the cards that it touches; a frame only by its title. */
    function isMeant({ id, selected }: SelectChange) {
      return !(boxing.current && selected && parseCardId(id).kind === 'frame');
    }

    return {
      onNodesChange(changes: NodeChange<FlowNode>[]) {
        measure(changes);
        move(changes);
        const selects = changes.filter((change) => change.type === 'select').filter(isMeant);
        const { cards, edges } = document.getState().selection;
        if (selects.length > 0) document.select({ cards: applySelects(cards, selects), edges });
      },
      onEdgesChange(changes: EdgeChange<FlowEdge>[]) {
        // React Flow would also take every wire of the cards in the box.
        const selects = changes.filter((change) => change.type === 'select');
        const meant = selects.filter(({ selected }) => !(boxing.current && selected));
        const { cards, edges } = document.getState().selection;
        if (meant.length > 0) document.select({ cards, edges: applySelects(edges, meant) });
      },
      onSelectionStart() {
        boxing.current = true;
      },
      onSelectionEnd() {
        boxing.current = false;
      },
    };
  }, [canvas, document, onMoved]);
}
