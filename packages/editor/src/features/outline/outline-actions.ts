import type { CommandContext } from '../../document/commands/command.ts';
import { disconnect } from '../../document/edits/disconnect.ts';
import { removeCards } from '../../document/edits/remove-cards.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import type { CardRow, OutlineRow } from './outline-rows.ts';

/** What lines of the outline can do. */
export interface OutlineActions {
  /** Gives a line the keyboard; its card is selected. */
  activate(row: OutlineRow): void;
  /** Goes to the line of a card. */
  jump(card: string): void;
  /** Shows a card on the canvas and gives it the keyboard. */
  goTo(card: string): void;
  /** Opens the dialog that connects a port, or any port of a card. */
  connect(row: OutlineRow): void;
  disconnect(edgeId: string): void;
  /** Deletes a card, or disconnects an input. */
  remove(row: OutlineRow): void;
  toggle(row: CardRow): void;
}

interface ActionsContext {
  editor: CommandContext;
  tab: OpenDocument;
  rows: readonly OutlineRow[];
  /** Gives a line the keyboard. */
  setActive(row: OutlineRow | undefined): void;
  /** Folds or unfolds a card. */
  toggleCard(card: string): void;
}

/** Makes what the lines of an outline can do; the document is changed with the edits of the canvas. */
export function createOutlineActions(context: ActionsContext): OutlineActions {
  const { editor, tab, rows, setActive, toggleCard } = context;
  const { document, readOnly } = tab;
  function activate(row: OutlineRow) {
    setActive(row);
    document.select({ cards: [row.card] });
  }
  function cut(edgeId: string) {
    if (!readOnly) document.edit('Disconnect', disconnect(edgeId));
  }
  return {
    activate,
    jump(card) {
      const row = rows.find(({ id }) => id === card);
      if (row) activate(row);
    },
    goTo(card) {
      document.select({ cards: [card] });
      editor.canvas.focus(card);
    },
    connect(row) {
      if (readOnly) return;
      const side = row.kind === 'input' ? 'target' : 'source';
      const end = row.kind === 'card' ? {} : { port: row.port, side: side as typeof side };
      editor.view.show({ kind: 'connect', card: row.card, ...end });
    },
    disconnect: cut,
    remove(row) {
      if (readOnly) return;
      if (row.kind === 'input' && row.edgeId !== undefined) return cut(row.edgeId);
      if (row.kind !== 'card') return;
      const cards = rows.filter(({ kind }) => kind === 'card');
      const at = cards.indexOf(row);
      setActive(cards[at + 1] ?? cards[at - 1]);
      document.edit(`Delete ${row.title}`, removeCards([row.card]), { select: {} });
    },
    toggle(row) {
      if (row.expandable) toggleCard(row.card);
    },
  };
}
