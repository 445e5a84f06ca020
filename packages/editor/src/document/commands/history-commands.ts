import type { Command } from './command.ts';
import { tabCommand } from './tab-command.ts';

/** Back and forth in the history of the document. */
export const historyCommands: readonly Command[] = [
  tabCommand({
    id: 'edit.undo',
    label: 'Undo',
    group: 'Edit',
    keys: ['Mod+Z'],
    repeats: true,
    needs: (_context, { document }) =>
      document.getState().past.length > 0 || 'There is nothing to undo.',
    run: (_context, { document }) => document.undo(),
  }),
  tabCommand({
    id: 'edit.redo',
    label: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    repeats: true,
    needs: (_context, { document }) =>
      document.getState().future.length > 0 || 'There is nothing to redo.',
    run: (_context, { document }) => document.redo(),
  }),
];
