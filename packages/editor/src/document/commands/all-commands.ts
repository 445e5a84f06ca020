import { addCommands } from './add-commands.ts';
import { arrangeCommands } from './arrange-commands.ts';
import { clipboardCommands } from './clipboard-commands.ts';
import { colorCommands } from './color-commands.ts';
import type { Command } from './command.ts';
import { historyCommands } from './history-commands.ts';
import { nodeCommands } from './node-commands.ts';
import { pinCommands } from './pin-commands.ts';
import { removeCommands } from './remove-commands.ts';
import { runCommands } from './run-commands.ts';
import { searchCommands } from './search-commands.ts';
import { selectCommands } from './select-commands.ts';
import { subWorkflowCommands } from './sub-workflow-commands.ts';
import { valueCommands } from './value-commands.ts';
import { viewCommands } from './view-commands.ts';
import { workflowCommands } from './workflow-commands.ts';

/** Everything a person can do, in the order in which it is listed. */
export const allCommands: readonly Command[] = [
  ...runCommands,
  ...historyCommands,
  ...clipboardCommands,
  ...removeCommands,
  ...addCommands,
  ...selectCommands,
  ...nodeCommands,
  ...pinCommands,
  ...subWorkflowCommands,
  ...valueCommands,
  ...colorCommands,
  ...arrangeCommands,
  ...viewCommands,
  ...searchCommands,
  ...workflowCommands,
];

const byId: ReadonlyMap<string, Command> = new Map(
  allCommands.map((command) => [command.id, command]),
);

/** A command by its id. */
export function findCommand(id: string): Command | undefined {
  return byId.get(id);
}
