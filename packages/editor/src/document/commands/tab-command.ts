import { hasCard } from '../cards.ts';
import { parseCardId, type CardKind } from '../card-id.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext } from './command.ts';

/** A command on the open document. */
interface TabCommand extends Omit<Command, 'canRun' | 'run'> {
  /** Whether it changes the document: then it cannot be done to a run that is shown as it was. */
  edits?: boolean;
  /** True, or why it cannot be done now, in words. @defaultValue true */
  needs?(context: CommandContext, tab: OpenDocument): boolean | string;
  run(context: CommandContext, tab: OpenDocument): void | Promise<void>;
}

const nothingOpen = 'Open a workflow first.';
const readOnly = 'This is a run as it was. Save it as a workflow to change it.';

/** Makes a command that works on the open document, and on nothing where there is none. */
export function tabCommand({ edits, needs, run, ...rest }: TabCommand): Command {
  return {
    ...rest,
    canRun(context, tab) {
      if (!tab) return nothingOpen;
      if (edits && tab.readOnly) return readOnly;
      return needs?.(context, tab) ?? true;
    },
    run: (context, tab) => (tab ? run(context, tab) : undefined),
  };
}

/** The selected cards that are still there, of some kinds or of all. */
export function selectedCards({ document }: OpenDocument, ...kinds: readonly CardKind[]): string[] {
  const { selection, workflow } = document.getState();
  return [...selection.cards].filter(
    (card) =>
      hasCard(workflow, card) && (kinds.length === 0 || kinds.includes(parseCardId(card).kind)),
  );
}

/** The one selected card; undefined where none or several are. */
export function selectedCard(tab: OpenDocument, ...kinds: readonly CardKind[]): string | undefined {
  const cards = selectedCards(tab, ...kinds);
  return cards.length === 1 ? cards[0] : undefined;
}

/** A condition for commands on what is selected. */
export function needsCards(
  ...kinds: readonly CardKind[]
): (context: CommandContext, tab: OpenDocument) => true | string {
  const words = kinds.length === 1 && kinds[0] === 'node' ? 'a node' : 'something';
  return (_context, tab) =>
    selectedCards(tab, ...kinds).length > 0 || `Select ${words} on the canvas first.`;
}

/** `node`, `3 nodes`, `2 frames`, `4 items`: what some cards are, in words. */
export function countInWords(cards: readonly string[]): string {
  const kinds = new Set(cards.map((card) => parseCardId(card).kind));
  const [kind] = kinds;
  const noun = kinds.size === 1 && kind ? kind : 'item';
  return cards.length === 1 ? noun : `${cards.length} ${noun}s`;
}
