import { parseCardId } from '../card-id.ts';
import { composeEdits } from '../edits/compose-edits.ts';
import { setFrame } from '../edits/set-frame.ts';
import { setLook } from '../edits/set-look.ts';
import { setNote } from '../edits/set-note.ts';
import { cardColors } from '../layout.ts';
import type { Edit } from '../edits/compose-edits.ts';
import type { Command } from './command.ts';
import { countInWords, needsCards, selectedCards, tabCommand } from './tab-command.ts';

/** Gives a card of any kind a colour; `undefined` takes it away. */
export function setColor(card: string, color: string | undefined): Edit {
  const { kind } = parseCardId(card);
  if (kind === 'frame') return setFrame(card, { color });
  return kind === 'note' ? setNote(card, { color }) : setLook(card, { color });
}

function colorCommand(name: string, color: string | undefined): Command {
  return tabCommand({
    id: `node.color-${name}`,
    label: `Colour: ${name}`,
    group: 'Node',
    edits: true,
    needs: needsCards(),
    run(_context, tab) {
      const cards = selectedCards(tab);
      tab.document.edit(
        `Colour ${countInWords(cards)}`,
        composeEdits(...cards.map((card) => setColor(card, color))),
      );
    },
  });
}

/** The colours of cards, and none. */
export const colorCommands: readonly Command[] = [
  colorCommand('none', undefined),
  ...cardColors.map((color) => colorCommand(color, color)),
];
