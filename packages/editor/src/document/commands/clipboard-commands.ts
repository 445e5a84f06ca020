import { copyText } from '../clipboard/copy-text.ts';
import { pasteText } from '../clipboard/paste-text.ts';
import { duplicateIn } from '../edits/duplicate-cards.ts';
import { removeCards } from '../edits/remove-cards.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext } from './command.ts';
import { countInWords, needsCards, selectedCards, tabCommand } from './tab-command.ts';

function copiedText({ document }: OpenDocument, cards: readonly string[]): string {
  return copyText(document.getState().workflow, cards);
}

function duplicate(tab: OpenDocument, context: CommandContext, withEdges: boolean): void {
  const cards = selectedCards(tab);
  const { workflow } = tab.document.getState();
  const { sizeOf } = context.canvas;
  const copy = duplicateIn(workflow, cards, { withEdges, sizeOf });
  tab.document.edit(`Duplicate ${countInWords(cards)}`, () => copy.workflow, {
    select: { cards: copy.cards },
  });
}

async function paste(context: CommandContext, tab: OpenDocument, withEdges: boolean) {
  const text = await context.clipboard.readText();
  await pasteText(context, tab, { text, withEdges });
}

/** Copying, pasting and duplicating. The clipboard holds plain JSON: a workflow of what was copied. */
export const clipboardCommands: readonly Command[] = [
  tabCommand({
    id: 'edit.copy',
    label: 'Copy',
    group: 'Edit',
    keys: ['Mod+C'],
    needs: needsCards(),
    run: ({ clipboard }, tab) => clipboard.writeText(copiedText(tab, selectedCards(tab))),
  }),
  tabCommand({
    id: 'edit.cut',
    label: 'Cut',
    group: 'Edit',
    keys: ['Mod+X'],
    edits: true,
    needs: needsCards(),
    async run({ clipboard }, tab) {
      const cards = selectedCards(tab);
      await clipboard.writeText(copiedText(tab, cards));
      tab.document.edit(`Cut ${countInWords(cards)}`, removeCards(cards), { select: {} });
    },
  }),
  tabCommand({
    id: 'edit.paste',
    label: 'Paste',
    group: 'Edit',
    keys: ['Mod+V'],
    edits: true,
    run: (context, tab) => paste(context, tab, false),
  }),
  tabCommand({
    id: 'edit.paste-with-edges',
    label: 'Paste with incoming edges',
    group: 'Edit',
    keys: ['Mod+Shift+V'],
    edits: true,
    run: (context, tab) => paste(context, tab, true),
  }),
  tabCommand({
    id: 'edit.duplicate',
    label: 'Duplicate',
    group: 'Edit',
    keys: ['Mod+D'],
    edits: true,
    needs: needsCards(),
    run: (context, tab) => duplicate(tab, context, false),
  }),
  tabCommand({
    id: 'edit.duplicate-with-edges',
    label: 'Duplicate with incoming edges',
    group: 'Edit',
    keys: ['Mod+Shift+D'],
    edits: true,
    needs: needsCards(),
    run: (context, tab) => duplicate(tab, context, true),
  }),
];
