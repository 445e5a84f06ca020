import { alignCards, type Alignment } from '../edits/align-cards.ts';
import { distributeCards, type Direction } from '../edits/distribute-cards.ts';
import { groupCards } from '../edits/group-cards.ts';
import { moveCards } from '../edits/move-cards.ts';
import { newFrameId } from '../edits/new-id.ts';
import { framesToUngroup, ungroup } from '../edits/ungroup.ts';
import { writeCardId } from '../card-id.ts';
import { listCards, positionOf } from '../cards.ts';
import { contentsOfFrame } from '../frame-contents.ts';
import type { Point } from '../layout.ts';
import { applyTidied } from '../tidy/apply-tidied.ts';
import { tidy } from '../tidy/tidy.ts';
import type { OpenDocument } from '../workspace-store.ts';
import { afterDrawing } from './after-drawing.ts';
import type { Command, CommandContext } from './command.ts';
import { countInWords, needsCards, selectedCards, tabCommand } from './tab-command.ts';

function alignCommand(alignment: Alignment, words: string): Command {
  return tabCommand({
    id: `arrange.align-${alignment}`,
    label: `Align ${words}`,
    group: 'Arrange',
    edits: true,
    needs: (_context, tab) =>
      selectedCards(tab).length > 1 || 'Select two or more things to align.',
    run({ canvas }, tab) {
      const cards = selectedCards(tab);
      const label = `Align ${countInWords(cards)}`;
      tab.document.edit(label, alignCards(cards, alignment, canvas.sizeOf));
    },
  });
}

function distributeCommand(direction: Direction, words: string): Command {
  return tabCommand({
    id: `arrange.distribute-${direction}`,
    label: `Distribute ${words}`,
    group: 'Arrange',
    edits: true,
    needs: (_context, tab) =>
      selectedCards(tab).length > 2 || 'Select three or more things to distribute.',
    run({ canvas }, tab) {
      const cards = selectedCards(tab);
      const label = `Distribute ${countInWords(cards)}`;
      tab.document.edit(label, distributeCards(cards, direction, canvas.sizeOf));
    },
  });
}

function nudgeCommand(key: string, [x, y]: Point): Command {
  return tabCommand({
    id: `arrange.nudge-${key.replaceAll('+', '-').toLowerCase()}`,
    label: `Move by ${Math.abs(x + y)} (${key})`,
    group: 'Arrange',
    keys: [key],
    repeats: true,
    hidden: true,
    edits: true,
    needs: needsCards(),
    run(_context, tab) {
      const { workflow } = tab.document.getState();
      const cards = selectedCards(tab);
      const carried = new Set(cards.flatMap((card) => [...contentsOfFrame(workflow, card)]));
      const positions = cards.flatMap((card): [string, Point][] => {
        const position = carried.has(card) ? undefined : positionOf(workflow, card);
        return position ? [[card, [position[0] + x, position[1] + y]]] : [];
      });
      tab.document.edit(`Move ${countInWords(cards)}`, moveCards(Object.fromEntries(positions)), {
        coalesce: 'nudge',
      });
    },
  });
}

async function tidyCards({ canvas }: CommandContext, tab: OpenDocument): Promise<void> {
  const { workflow } = tab.document.getState();
  const selection = selectedCards(tab);
  const isPart = selection.length > 1 && selection.length < listCards(workflow).length;
  const chosen = isPart ? selection : undefined;
  const tidied = await tidy(workflow, canvas.sizeOf, chosen);
  tab.document.edit('Tidy up', applyTidied(tidied));
  if (chosen) return;
  await afterDrawing();
  canvas.fit();
}

function group({ canvas }: CommandContext, tab: OpenDocument): void {
  const cards = selectedCards(tab);
  const id = newFrameId(tab.document.getState().workflow);
  const frame = writeCardId({ kind: 'frame', name: id });
  const { sizeOf } = canvas;
  tab.document.edit(`Group ${countInWords(cards)}`, groupCards(cards, { sizeOf, id }), {
    select: { cards: [frame] },
  });
  canvas.rename(frame);
}

/** Where things lie. */
export const arrangeCommands: readonly Command[] = [
  tabCommand({
    id: 'arrange.tidy',
    label: 'Tidy up',
    group: 'Arrange',
    keys: ['Shift+Alt+T'],
    edits: true,
    needs: (_context, { document }) =>
      listCards(document.getState().workflow).length > 0 || 'There is nothing to tidy up.',
    run: tidyCards,
  }),
  tabCommand({
    id: 'arrange.group',
    label: 'Group',
    group: 'Arrange',
    keys: ['Mod+G'],
    edits: true,
    needs: needsCards(),
    run: group,
  }),
  tabCommand({
    id: 'arrange.ungroup',
    label: 'Ungroup',
    group: 'Arrange',
    keys: ['Mod+Shift+G'],
    edits: true,
    needs: (_context, tab) =>
      framesToUngroup(tab.document.getState().workflow, selectedCards(tab)).length > 0 ||
      'Select a frame, or something in one.',
    run(_context, tab) {
      tab.document.edit('Ungroup', ungroup(selectedCards(tab)));
    },
  }),
  alignCommand('left', 'left edges'),
  alignCommand('center', 'centres, one below the other'),
  alignCommand('right', 'right edges'),
  alignCommand('top', 'top edges'),
  alignCommand('middle', 'centres, side by side'),
  alignCommand('bottom', 'bottom edges'),
  distributeCommand('horizontal', 'from left to right'),
  distributeCommand('vertical', 'from top to bottom'),
  nudgeCommand('Alt+ArrowLeft', [-8, 0]),
  nudgeCommand('Alt+ArrowRight', [8, 0]),
  nudgeCommand('Alt+ArrowUp', [0, -8]),
  nudgeCommand('Alt+ArrowDown', [0, 8]),
  nudgeCommand('Alt+Shift+ArrowLeft', [-64, 0]),
  nudgeCommand('Alt+Shift+ArrowRight', [64, 0]),
  nudgeCommand('Alt+Shift+ArrowUp', [0, -64]),
  nudgeCommand('Alt+Shift+ArrowDown', [0, 64]),
];
