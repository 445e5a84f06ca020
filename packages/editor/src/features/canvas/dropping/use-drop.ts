import { useMemo, useState, type DragEvent } from 'react';
import { connectContextOf } from '../../../document/connect/connect-context.ts';
import { fitOnEdge } from '../../../document/connect/fit-on-edge.ts';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import { composeEdits } from '../../../document/edits/compose-edits.ts';
import { insertOnEdge } from '../../../document/edits/insert-on-edge.ts';
import type { Point } from '../../../document/layout.ts';
import { inferPorts } from '@catena/engine';
import { addDraggedCard } from './add-dragged-card.ts';
import { draggedCardType, readDraggedCard, type DraggedCard } from './dragged-card.ts';
import { dropFiles } from './drop-files.ts';

/** The pointer is on the title of a new card. */
const grip: Point = [40, 22];

function idUnder(event: DragEvent, selector: string): string | undefined {
  const element = event.target instanceof Element ? event.target.closest(selector) : null;
  return element?.getAttribute('data-id') ?? undefined;
}

/** What is dragged onto the canvas from elsewhere: files, and cards of the library. */
export function useDrop() {
  const editor = useEditor();
  const tab = useTab();
  const [over, setOver] = useState<'files' | 'card'>();
  const handlers = useMemo(() => {
    function kindOf({ dataTransfer: { types } }: DragEvent) {
      if (types.includes(draggedCardType)) return 'card' as const;
      return types.includes('Files') ? ('files' as const) : undefined;
    }

    /** With Alt over a wire a new node goes into it. */
    function insertion(event: DragEvent, dragged: DraggedCard, card: string) {
      const edge = event.altKey ? idUnder(event, '.react-flow__edge') : undefined;
      if (edge === undefined || dragged.kind !== 'node') return [];
      const context = connectContextOf(tab, editor.catalog);
      const descriptor = context.catalog.find(dragged.type);
      const node = { type: dragged.type, provider: dragged.provider, model: dragged.model };
      const ports = descriptor && inferPorts(node, descriptor, context.models);
      const passage = ports && fitOnEdge(context, edge, ports);
      return passage ? [insertOnEdge(edge, { node: card, ...passage })] : [];
    }

    function dropCard(event: DragEvent) {
      const dragged = readDraggedCard(event.dataTransfer.getData(draggedCardType));
      if (!dragged || tab.readOnly) return;
      const [x, y] = editor.canvas.toDocument({ x: event.clientX, y: event.clientY });
      const position: Point = [x - grip[0], y - grip[1]];
      const addition = addDraggedCard(tab.document.getState().workflow, dragged, position);
      if (!addition) {
        editor.notifier.say({
          kind: 'info',
          text: 'An output needs something to give.',
          hint: 'Drag a wire from the result that it is to be.',
        });
        return;
      }
      const { card, edit } = addition;
      tab.document.edit('Add', composeEdits(edit, ...insertion(event, dragged, card)), {
        select: { cards: [card] },
      });
      requestAnimationFrame(() => editor.canvas.focus(card));
    }

    return {
      onDragOver(event: DragEvent) {
        const kind = kindOf(event);
        if (kind === undefined || event.defaultPrevented) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(kind);
      },
      onDragLeave(event: DragEvent) {
        const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (!inside) setOver(undefined);
      },
      onDrop(event: DragEvent) {
        setOver(undefined);
        const kind = kindOf(event);
        if (kind === undefined || event.defaultPrevented) return;
        event.preventDefault();
        if (kind === 'card') return dropCard(event);
        const files = [...event.dataTransfer.files];
        const at = editor.canvas.toDocument({ x: event.clientX, y: event.clientY });
        const card = idUnder(event, '.react-flow__node');
        void dropFiles(editor, tab, { files, at, card });
      },
    };
  }, [editor, tab]);
  return { over, ...handlers };
}
