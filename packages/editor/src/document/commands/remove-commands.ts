import { parseEdgeId } from '../card-id.ts';
import { composeEdits } from '../edits/compose-edits.ts';
import { disconnect, disconnectAll, edgesAt } from '../edits/disconnect.ts';
import { removeCards } from '../edits/remove-cards.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext } from './command.ts';
import { countInWords, needsCards, selectedCards, tabCommand } from './tab-command.ts';

function needsSelection(_context: CommandContext, tab: OpenDocument): true | string {
  const { selection } = tab.document.getState();
  return (
    selectedCards(tab).length > 0 ||
    selection.edges.size > 0 ||
    'Select something on the canvas first.'
  );
}

/** Edges that end at a removed card go with it, so only the others are removed by themselves. */
function removeSelection({ document, analysis }: OpenDocument, heal: boolean): void {
  const { selection } = document.getState();
  const cards = [...selection.cards];
  const edges = [...selection.edges].filter((id) => !selection.cards.has(parseEdgeId(id).card));
  const ports = heal ? analysis.flush().ports : undefined;
  const label = cards.length > 0 ? countInWords(cards) : edges.length === 1 ? 'edge' : 'edges';
  document.edit(
    `Delete ${label}`,
    composeEdits(...edges.map((id) => disconnect(id)), removeCards(cards, { heal: ports })),
    { select: {} },
  );
}

/** Deleting and disconnecting. */
export const removeCommands: readonly Command[] = [
  tabCommand({
    id: 'edit.delete',
    label: 'Delete',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    edits: true,
    needs: needsSelection,
    run: (_context, tab) => removeSelection(tab, false),
  }),
  tabCommand({
    id: 'edit.delete-and-heal',
    label: 'Delete and join what it was between',
    group: 'Edit',
    keys: ['Mod+Backspace', 'Mod+Delete'],
    edits: true,
    needs: needsSelection,
    run: (_context, tab) => removeSelection(tab, true),
  }),
  tabCommand({
    id: 'node.disconnect',
    label: 'Disconnect',
    group: 'Node',
    edits: true,
    needs(context, tab) {
      const cards = selectedCards(tab);
      const { workflow } = tab.document.getState();
      const chosen = needsCards()(context, tab);
      if (chosen !== true) return chosen;
      const isConnected = cards.some((card) => edgesAt(workflow, { card }).length > 0);
      return isConnected || 'Nothing is connected with it.';
    },
    run(_context, tab) {
      const cards = selectedCards(tab);
      tab.document.edit(
        `Disconnect ${countInWords(cards)}`,
        composeEdits(...cards.map((card) => disconnectAll({ card }))),
      );
    },
  }),
];
