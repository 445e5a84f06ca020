import { lazy, memo, Suspense, useEffect, useRef } from 'react';
import { NodeResizer, type NodeProps } from '@xyflow/react';
import { parseCardId } from '../../../document/card-id.ts';
import { useDocument, useTab } from '../../../document/editor-context.ts';
import { setNote } from '../../../document/edits/set-note.ts';
import { readLayout } from '../../../document/layout.ts';
import { useCanvas, useCanvasStore } from '../canvas-store.ts';
import type { FlowNode } from '../to-react-flow.ts';
import styles from './NoteCard.module.css';

function PlainText({ text }: { text: string }) {
  return <span className={styles['plain']}>{text}</span>;
}

const NoteText = lazy(() =>
  import('./NoteText.tsx').then(
    (loaded) => ({ default: loaded.NoteText }),
    // Without the server the text can still be read.
    () => ({ default: PlainText }),
  ),
);

const least = { minWidth: 120, minHeight: 64 };

function NoteEditor({ name, text }: { name: string; text: string }) {
  const { document } = useTab();
  const canvas = useCanvasStore();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  function end() {
    document.settle();
    canvas.setState({ renaming: undefined });
  }
  return (
    <textarea
      ref={field}
      className={`${styles['field']} nodrag nowheel nopan`}
      aria-label="Text of the note, as Markdown"
      placeholder="Markdown"
      value={text}
      onChange={(event) =>
        document.edit('Edit a note', setNote(name, { text: event.currentTarget.value }), {
          coalesce: `note:${name}`,
        })
      }
      onBlur={end}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        field.current?.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
      }}
    />
  );
}

/** A note: Markdown, edited in place after a double click. */
export const NoteCard = memo(
  function NoteCard({ id, selected }: NodeProps<FlowNode>) {
    const { name } = parseCardId(id);
    const { document, readOnly } = useTab();
    const canvas = useCanvasStore();
    const note = useDocument((state) => readLayout(state.workflow).notes[name]);
    const isEditing = useCanvas((state) => state.renaming === id) && !readOnly;
    if (!note) return null;
    const { text, color } = note;
    const [firstLine = ''] = text.split('\n');
    return (
      <section
        className={styles['note']}
        data-selected={selected || undefined}
        data-color={color}
        onDoubleClick={(event) => {
          event.stopPropagation();
          if (!readOnly) canvas.setState({ renaming: id });
        }}
      >
        <span id={`label-${id}`} className={styles['label']}>
          {`Note: ${firstLine === '' ? 'empty' : firstLine}`}
        </span>
        {selected && !readOnly && (
          <NodeResizer
            {...least}
            handleClassName={styles['grip'] ?? ''}
            lineClassName={styles['edge'] ?? ''}
            onResizeEnd={(_event, { x, y, width, height }) =>
              document.edit(
                'Resize a note',
                setNote(name, { position: [x, y], size: [width, height] }),
              )
            }
          />
        )}
        {isEditing ? (
          <NoteEditor name={name} text={text} />
        ) : (
          <div className={`${styles['text']} nowheel`}>
            <Suspense fallback={<PlainText text={text} />}>
              {text === '' ? (
                <span className={styles['empty']}>Double-click to write</span>
              ) : (
                <NoteText text={text} />
              )}
            </Suspense>
          </div>
        )}
      </section>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);
