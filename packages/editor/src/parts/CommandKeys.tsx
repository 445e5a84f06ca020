import { useStore } from 'zustand';
import type { Command } from '../document/commands/command.ts';
import { useEditor } from '../document/editor-context.ts';
import { Kbd } from '../ui/Kbd.tsx';

/** The first keys of a command, as they are set now; nothing where it has none. */
export function CommandKeys({ command }: { command: Pick<Command, 'id'> }) {
  const { keyMap } = useEditor();
  const keys = useStore(keyMap, (state) => state.keys.get(command.id)?.[0]);
  return keys === undefined ? null : <Kbd keys={keys} />;
}
