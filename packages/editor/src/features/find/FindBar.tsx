import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { titleOfCard } from '../../document/cards.ts';
import {
  useAnalysis,
  useDocument,
  useEditor,
  useTab,
  useView,
} from '../../document/editor-context.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import { findText, type TextMatch } from './find-text.ts';
import classes from './FindBar.module.css';

/** Between the bar and the edge of the canvas, in pixels. */
const margin = 16;

/** The last search, for who opens the bar again. */
let lastTyped = '';

function MatchLine({ found, title }: { found: TextMatch; title: string }) {
  return (
    <p className={classes.where}>
      <span className={classes.card}>{title}</span>
      <span className={classes.place}>{found.where}</span>
      <span className={classes.text}>
        {found.before}
        <mark className={classes.match}>{found.match}</mark>
        {found.after}
      </span>
    </p>
  );
}

function countWords(typed: string, index: number, count: number): string {
  if (typed.trim() === '') return '';
  return count === 0 ? 'Not found' : `${index + 1} of ${count}`;
}

/** Shows a match on the canvas while the keyboard stays in the bar. */
function useShowMatch(found: TextMatch | undefined) {
  const { canvas } = useEditor();
  const { document } = useTab();
  const card = found?.card;
  useEffect(() => {
    if (card === undefined) return;
    document.select({ cards: [card] });
    canvas.fit([card]);
  }, [canvas, document, card]);
}

/** Finds text on the canvas, in titles and values. */
export function FindBar() {
  const { canvas, view } = useEditor();
  const workflow = useDocument((state) => state.workflow);
  const ports = useAnalysis((state) => state.ports);
  const [typed, setTyped] = useState(lastTyped);
  const [wanted, setWanted] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  // The inspector stays in view: it shows the input in which the text was found.
  const inspectorWidth = useView((state) => (state.inspectorOpen ? state.sizes.inspector : 0));
  useReturnFocus();
  useEffect(() => field.current?.select(), []);
  const matches = useMemo(() => findText(workflow, ports, typed), [workflow, ports, typed]);
  const index = matches.length === 0 ? 0 : Math.min(wanted, matches.length - 1);
  const found = matches[index];
  useShowMatch(found);
  function move(step: number) {
    if (matches.length > 0) setWanted((index + step + matches.length) % matches.length);
  }
  function type(text: string) {
    lastTyped = text;
    setTyped(text);
    setWanted(0);
  }
  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === 'Escape') view.hide();
    const isButton = event.target instanceof HTMLButtonElement;
    if (event.key !== 'F3' && (event.key !== 'Enter' || isButton)) return;
    event.preventDefault();
    if ((event.ctrlKey || event.metaKey) && found) {
      view.hide();
      canvas.focus(found.card);
    } else move(event.shiftKey ? -1 : 1);
  }
  return (
    <div
      role="search"
      aria-label="Find on the canvas"
      className={classes.bar}
      style={{ right: margin + inspectorWidth }}
      onKeyDown={onKeyDown}
    >
      <div className={classes.line}>
        <IconSearch size={15} className={classes.icon} aria-hidden />
        <input
          ref={field}
          className={classes.input}
          aria-label="Find in titles and values"
          placeholder="Find in titles and values"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <span className={classes.count} role="status">
          {countWords(typed, index, matches.length)}
        </span>
        <IconButton
          label="Previous match"
          size={26}
          disabled={matches.length < 2}
          onClick={() => move(-1)}
        >
          <IconChevronUp size={16} />
        </IconButton>
        <IconButton
          label="Next match"
          size={26}
          disabled={matches.length < 2}
          onClick={() => move(1)}
        >
          <IconChevronDown size={16} />
        </IconButton>
        <IconButton label="Close the search" size={26} onClick={() => view.hide()}>
          <IconX size={15} />
        </IconButton>
      </div>
      {found && <MatchLine found={found} title={titleOfCard(workflow, found.card)} />}
    </div>
  );
}
