import { listCards } from '../cards.ts';
import { neighbourOf, type WalkDirection } from '../neighbour-of.ts';
import { reachCards } from '../reach-cards.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command } from './command.ts';
import { needsCards, selectedCards, tabCommand } from './tab-command.ts';

function extend(tab: OpenDocument, direction: 'upstream' | 'downstream'): void {
  const cards = reachCards(tab.document.getState().workflow, selectedCards(tab), direction);
  tab.document.select({ cards });
}

function walkCommand(direction: WalkDirection, key: string, where: string): Command {
  return tabCommand({
    id: `select.walk-${direction}`,
    label: `Go to the node ${where}`,
    group: 'Select',
    keys: [key],
    repeats: true,
    hidden: true,
    run({ canvas }, { document }) {
      const { workflow, selection } = document.getState();
      const next = neighbourOf(workflow, [...selection.cards].at(-1), direction);
      if (next === undefined) return;
      document.select({ cards: [next] });
      canvas.focus(next);
    },
  });
}

/** Choosing what other commands work on. */
export const selectCommands: readonly Command[] = [
  tabCommand({
    id: 'select.all',
    label: 'Select all',
    group: 'Select',
    keys: ['Mod+A'],
    run: (_context, { document }) =>
      document.select({ cards: listCards(document.getState().workflow) }),
  }),
  tabCommand({
    id: 'select.none',
    label: 'Select nothing',
    group: 'Select',
    keys: ['Escape'],
    run: (_context, { document }) => document.select({}),
  }),
  tabCommand({
    id: 'select.invert',
    label: 'Select the others',
    group: 'Select',
    keys: ['Mod+Shift+I'],
    run(_context, { document }) {
      const { workflow, selection } = document.getState();
      const cards = listCards(workflow).filter((card) => !selection.cards.has(card));
      document.select({ cards });
    },
  }),
  tabCommand({
    id: 'select.upstream',
    label: 'Select all that feeds it',
    group: 'Select',
    keys: ['Shift+ArrowLeft'],
    needs: needsCards('node', 'input', 'output'),
    run: (_context, tab) => extend(tab, 'upstream'),
  }),
  tabCommand({
    id: 'select.downstream',
    label: 'Select all that it feeds',
    group: 'Select',
    keys: ['Shift+ArrowRight'],
    needs: needsCards('node', 'input', 'output'),
    run: (_context, tab) => extend(tab, 'downstream'),
  }),
  walkCommand('left', 'ArrowLeft', 'that feeds it'),
  walkCommand('right', 'ArrowRight', 'that it feeds'),
  walkCommand('up', 'ArrowUp', 'above'),
  walkCommand('down', 'ArrowDown', 'below'),
];
