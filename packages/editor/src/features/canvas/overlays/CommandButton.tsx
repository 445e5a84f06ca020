import type { ReactNode } from 'react';
import { findCommand } from '../../../document/commands/all-commands.ts';
import { runCommand } from '../../../document/commands/run-command.ts';
import { useEditor } from '../../../document/editor-context.ts';
import { CommandKeys } from '../../../parts/CommandKeys.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';

export interface CommandButtonProps {
  id: string;
  /** In other words than the command's own. */
  label?: string;
  /** Done before, e.g. to select what the command is about. */
  onBefore?: () => void;
  isOn?: boolean;
  children: ReactNode;
}

/** A button that does a command, with its words and keys in the tooltip. */
export function CommandButton({ id, label, onBefore, isOn, children }: CommandButtonProps) {
  const editor = useEditor();
  const command = findCommand(id);
  if (!command) return null;
  return (
    <IconButton
      label={label ?? command.label}
      hint={<CommandKeys command={command} />}
      tooltipPosition="top"
      size={28}
      {...(isOn !== undefined && { 'aria-pressed': isOn, variant: isOn ? 'light' : 'subtle' })}
      onClick={(event) => {
        event.stopPropagation();
        onBefore?.();
        void runCommand(editor, command);
      }}
    >
      {children}
    </IconButton>
  );
}
