import { allCommands } from './all-commands.ts';
import type { Command, CommandContext } from './command.ts';

const menuGroups: readonly Command['group'][] = ['Run', 'Node', 'Edit', 'Arrange'];

/** Of these groups only what is about the selection. */
const notInMenu: ReadonlySet<string> = new Set([
  'run.start',
  'run.fresh',
  'run.dry',
  'run.failed',
  'run.cancel',
  'edit.undo',
  'edit.redo',
]);

/**
 * The commands of the menu of cards, by group: those about what is selected that can be done to it now.
 *
 */
export function listNodeMenu(context: CommandContext): { group: string; commands: Command[] }[] {
  const tab = context.workspace.active();
  return menuGroups.flatMap((group) => {
    const commands = allCommands.filter(
      (command) =>
        command.group === group &&
        !command.hidden &&
        !notInMenu.has(command.id) &&
        (command.canRun?.(context, tab) ?? true) === true,
    );
    return commands.length > 0 ? [{ group, commands }] : [];
  });
}
