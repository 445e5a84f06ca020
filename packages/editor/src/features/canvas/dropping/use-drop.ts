import { useMemo, useState, type DragEvent } from 'react';
import { useEditor, useTab } from '../../../document/editor-context.ts';
import { dropCard } from './drop-card.ts';
import { draggedCardType } from './dragged-card.ts';
import { dropFiles } from './drop-files.ts';

function idUnder(event: DragEvent, selector: string): string | undefined {
  const element = event.target instanceof Element ? event.target.closest(selector) : null;
  return element?.getAttribute('data-id') ?? undefined;
}

function kindOf({ dataTransfer: { types } }: DragEvent): 'card' | 'files' | undefined {
  if (types.includes(draggedCardType)) return 'card';
  return types.includes('Files') ? 'files' : undefined;
}

/** What is dragged onto the canvas from elsewhere: files, and cards of the library. */
export function useDrop() {
  const editor = useEditor();
  const tab = useTab();
  const [over, setOver] = useState<'files' | 'card'>();
  const handlers = useMemo(
    () => ({
      onDragOver(event: DragEvent) {
        const kind = kindOf(event);
        if (kind === undefined || event.defaultPrevented) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(kind);
      },
      onDragLeave({ relatedTarget, currentTarget }: DragEvent) {
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isInside) setOver(undefined);
      },
      onDrop(event: DragEvent) {
        setOver(undefined);
        const kind = kindOf(event);
        if (kind === undefined || event.defaultPrevented) return;
        event.preventDefault();
        const at = editor.canvas.toDocument({ x: event.clientX, y: event.clientY });
        if (kind === 'card') {
          const text = event.dataTransfer.getData(draggedCardType);
          // As with cards that are there already: only with Alt, to avoid accidents.
          const edge = event.altKey ? idUnder(event, '.react-flow__edge') : undefined;
          void dropCard(editor, tab, { text, at, edge });
          return;
        }
        const files = [...event.dataTransfer.files];
        void dropFiles(editor, tab, { files, at, card: idUnder(event, '.react-flow__node') });
      },
    }),
    [editor, tab],
  );
  return { over, ...handlers };
}
