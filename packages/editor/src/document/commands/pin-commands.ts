import { titleOfCard } from '../cards.ts';
import { pinnedTo, pinNodes } from '../edits/pin-nodes.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext } from './command.ts';
import { countInWords, needsCards, selectedCards, tabCommand } from './tab-command.ts';

function allPinned(tab: OpenDocument): boolean {
  const { workflow } = tab.document.getState();
  return selectedCards(tab, 'node').every((id) => pinnedTo(workflow, id) !== undefined);
}

function needsResults(context: CommandContext, tab: OpenDocument): true | string {
  const chosen = needsCards('node')(context, tab);
  if (chosen !== true || allPinned(tab)) return chosen;
  const { workflow } = tab.document.getState();
  const without = selectedCards(tab, 'node').find(
    (id) => pinnedTo(workflow, id) === undefined && context.runs.resultOf(tab, id) === undefined,
  );
  return (
    without === undefined ||
    `"${titleOfCard(workflow, without)}" has no result to keep. Run to it first.`
  );
}

function togglePins({ runs }: CommandContext, tab: OpenDocument): void {
  const nodes = selectedCards(tab, 'node');
  const { workflow } = tab.document.getState();
  const isLoosened = allPinned(tab);
  const pins = nodes.map((id) => {
    const runId = isLoosened ? undefined : (pinnedTo(workflow, id) ?? runs.resultOf(tab, id));
    return [id, runId] as const;
  });
  const label = `${isLoosened ? 'Unpin' : 'Pin'} the results of ${countInWords(nodes)}`;
  tab.document.edit(label, pinNodes(new Map(pins)));
}

/** Results that are kept instead of being computed. */
export const pinCommands: readonly Command[] = [
  tabCommand({
    id: 'node.pin',
    label: 'Pin the result, or let it go',
    group: 'Node',
    keys: ['P'],
    edits: true,
    needs: needsResults,
    run: togglePins,
  }),
];
