import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useDocument, useTab } from '../../../document/editor-context.ts';
import { titleOfCard } from '../../../document/cards.ts';
import { useCanvas, useCanvasStore } from '../canvas-store.ts';
import { setTitle } from './set-title.ts';
import styles from './Card.module.css';

/** A title while it is edited: Enter and leaving keep what was typed, Escape does not. */
function TitleEditor({ card, title }: { card: string; title: string }) {
  const tab = useTab();
  const canvas = useCanvasStore();
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => field.current?.select(), []);

  function end(keep: boolean) {
    if (isOver.current) return;
    isOver.current = true;
    const typed = field.current?.value.trim() ?? title;
    if (keep && typed !== title) tab.document.edit('Rename', setTitle(card, typed));
    const element = field.current?.closest<HTMLElement>('.react-flow__node');
    canvas.setState({ renaming: undefined });
    element?.focus({ preventScroll: true });
  }
  function press(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Enter') end(true);
    if (event.key === 'Escape') end(false);
  }

  return (
    <input
      ref={field}
      className={`${styles['titleField']} nodrag nopan`}
      defaultValue={title}
      aria-label="Title"
      autoFocus
      onKeyDown={press}
      onBlur={() => end(true)}
    />
  );
}

/** What a card is called; edited in place after a double click or F2. */
export function CardTitle({ card }: { card: string }) {
  const { readOnly } = useTab();
  const canvas = useCanvasStore();
  const title = useDocument((state) => titleOfCard(state.workflow, card));
  const isRenaming = useCanvas((state) => state.renaming === card);
  if (isRenaming && !readOnly) return <TitleEditor card={card} title={title} />;
  return (
    <span
      className={styles['title']}
      title={title}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (!readOnly) canvas.setState({ renaming: card });
      }}
    >
      {title}
    </span>
  );
}
