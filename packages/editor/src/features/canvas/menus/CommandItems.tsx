import { Fragment } from 'react';
import { Menu } from '@mantine/core';
import { findCommand } from '../../../document/commands/all-commands.ts';
import type { Command } from '../../../document/commands/command.ts';
import { canRun, runCommand } from '../../../document/commands/run-command.ts';
import { useEditor } from '../../../document/editor-context.ts';
import { CommandKeys } from '../../../parts/CommandKeys.tsx';

export interface CommandItemsProps {
  sections: readonly (readonly string[])[];
  /** Removes or destroys. */
  isDangerous?: boolean;
}

/** Items of a menu for commands, by sections; those that cannot be done now are left out. */
export function CommandItems({ sections, isDangerous = false }: CommandItemsProps) {
  const editor = useEditor();
  const filled = sections
    .map((ids) => ids.flatMap((id) => findCommand(id) ?? []).filter((it) => canRun(editor, it)))
    .filter((commands) => commands.length > 0);
  return filled.map((commands, index) => (
    <Fragment key={commands[0]?.id}>
      {index > 0 && <Menu.Divider />}
      {commands.map((command: Command) => (
        <Menu.Item
          key={command.id}
          {...(isDangerous && { color: 'var(--danger)' })}
          rightSection={<CommandKeys command={command} />}
          onClick={() => void runCommand(editor, command)}
        >
          {command.label}
        </Menu.Item>
      ))}
    </Fragment>
  ));
}
