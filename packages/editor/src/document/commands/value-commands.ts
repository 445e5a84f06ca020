import { writeWorkflow } from '@catena/engine';
import { composeEdits } from '../edits/compose-edits.ts';
import { copyCards } from '../edits/copy-cards.ts';
import { disconnectAll } from '../edits/disconnect.ts';
import { setInput } from '../edits/set-input.ts';
import { isReference } from '../references.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext } from './command.ts';
import { countInWords, needsCards, selectedCards, tabCommand } from './tab-command.ts';

/** Inputs of the selected nodes for which something holds. */
function inputsWhere(
  tab: OpenDocument,
  holds: (value: unknown, port: string, id: string) => boolean,
) {
  const { workflow } = tab.document.getState();
  return selectedCards(tab, 'node').flatMap((id) =>
    Object.entries(workflow.nodes[id]?.input ?? {}).flatMap(([port, value]) =>
      holds(value, port, id) ? [{ id, port }] : [],
    ),
  );
}

function isRandom(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$random' in value;
}

/** Random numbers of the selected nodes whose draw in the run that is shown is known. */
function findDraws({ runs }: CommandContext, tab: OpenDocument) {
  return inputsWhere(tab, isRandom).flatMap(({ id, port }) => {
    const value = runs.drawsOf?.(tab, id)?.[port];
    return value === undefined ? [] : [{ id, port, value }];
  });
}

function resetCommand(
  words: { id: string; label: string; done: string; nothing: string },
  holds: (value: unknown) => boolean,
): Command {
  return tabCommand({
    id: words.id,
    label: words.label,
    group: 'Node',
    edits: true,
    needs: (context, tab) => {
      const chosen = needsCards('node')(context, tab);
      return chosen === true ? inputsWhere(tab, holds).length > 0 || words.nothing : chosen;
    },
    run(_context, tab) {
      const inputs = inputsWhere(tab, holds);
      tab.document.edit(
        `${words.done} of ${countInWords(selectedCards(tab, 'node'))}`,
        composeEdits(...inputs.map(({ id, port }) => setInput(id, port, undefined))),
      );
    },
  });
}

/** What the inputs of the selected nodes hold, and taking nodes along as text. */
export const valueCommands: readonly Command[] = [
  resetCommand(
    {
      id: 'node.reset-values',
      label: 'Reset values',
      done: 'Reset values',
      nothing: 'All its values are the defaults already.',
    },
    (value) => !isReference(value),
  ),
  resetCommand(
    {
      id: 'node.reset-connections',
      label: 'Disconnect inputs',
      done: 'Disconnect inputs',
      nothing: 'None of its inputs is connected.',
    },
    isReference,
  ),
  tabCommand({
    id: 'node.disconnect-outputs',
    label: 'Disconnect outputs',
    group: 'Node',
    edits: true,
    needs: needsCards('node', 'input'),
    run(_context, tab) {
      const cards = selectedCards(tab, 'node', 'input');
      tab.document.edit(
        `Disconnect outputs of ${countInWords(cards)}`,
        composeEdits(...cards.map((card) => disconnectAll({ card, side: 'source' }))),
      );
    },
  }),
  tabCommand({
    id: 'node.freeze-seed',
    label: 'Keep the random numbers of this run',
    group: 'Node',
    edits: true,
    needs: (context, tab) =>
      findDraws(context, tab).length > 0 ||
      'Select a node whose input is random, in a tab that shows a run of it.',
    run(context, tab) {
      const draws = findDraws(context, tab);
      tab.document.edit(
        'Keep random numbers',
        composeEdits(...draws.map(({ id, port, value }) => setInput(id, port, value))),
      );
    },
  }),
  tabCommand({
    id: 'node.copy-id',
    label: 'Copy id',
    group: 'Node',
    needs: needsCards('node', 'input', 'output'),
    async run({ clipboard, notifier }, tab) {
      const text = selectedCards(tab, 'node', 'input', 'output').join('\n');
      await clipboard.writeText(text);
      notifier.say({ kind: 'good', text: `Copied: ${text.replaceAll('\n', ', ')}` });
    },
  }),
  tabCommand({
    id: 'node.copy-json',
    label: 'Copy as JSON',
    group: 'Node',
    needs: needsCards(),
    async run({ clipboard, notifier }, tab) {
      const cards = selectedCards(tab);
      await clipboard.writeText(writeWorkflow(copyCards(tab.document.getState().workflow, cards)));
      notifier.say({ kind: 'good', text: `Copied ${countInWords(cards)} as JSON.` });
    },
  }),
];
