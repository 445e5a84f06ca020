import { useMemo, useRef, type MouseEvent, type PointerEvent } from 'react';
import { parseCardId } from '../../document/card-id.ts';
import { findCommand } from '../../document/commands/all-commands.ts';
import { runCommand } from '../../document/commands/run-command.ts';
import { useEditor, useTab } from '../../document/editor-context.ts';
import { useCanvasStore } from './canvas-store.ts';
import type { FlowNode } from './to-react-flow.ts';

const controls = 'input, textarea, select, button, a, .nodrag';

function isOn(event: MouseEvent, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}

/** What the pointer does on the empty canvas and on cards as such. */
export function usePaneActions() {
  const editor = useEditor();
  const tab = useTab();
  const { readOnly } = tab;
  const canvas = useCanvasStore();
  const pointerAt = useRef<{ x: number; y: number }>(undefined);
  const pane = useMemo(
    () => ({
      onPointerMove(event: PointerEvent) {
        pointerAt.current = { x: event.clientX, y: event.clientY };
      },
      onPointerLeave() {
        pointerAt.current = undefined;
      },
      onMouseDownCapture(event: MouseEvent) {
        // Dragging with the middle button begins anywhere, without the keyboard going to a field there.
        if (event.button === 1) event.preventDefault();
      },
      onDoubleClick(event: MouseEvent) {
        if (
          readOnly ||
          !isOn(event, '.react-flow__pane') ||
          isOn(event, '.react-flow__node, .react-flow__edge')
        )
          return;
        const at = { x: event.clientX, y: event.clientY };
        editor.view.show({ kind: 'node-search', at });
      },
    }),
    [editor, readOnly],
  );
  const cards = useMemo(
    () => ({
      onNodeDoubleClick(event: MouseEvent, { id }: FlowNode) {
        if (isOn(event, controls) || parseCardId(id).kind === 'frame') return;
        const runs = tab.document.getState().workflow.nodes[id]?.workflow !== undefined;
        const command = findCommand(runs ? 'node.open-workflow' : 'node.details');
        if (command) void runCommand(editor, command);
      },
      onNodeMouseEnter: (_event: MouseEvent, { id }: FlowNode) => canvas.setState({ hovered: id }),
      onNodeMouseLeave: () => canvas.setState({ hovered: undefined }),
    }),
    [editor, tab, canvas],
  );
  return { pointerAt, pane, cards };
}
