import type { Command } from '../document/commands/command.ts';
import { Kbd } from '../ui/Kbd.tsx';

/** The keys of a command, as they are set now; nothing where it has none. */
export function CommandKeys({ command }: { command: Command }) {
  const [keys] = command.keys ?? [];
  return keys === undefined ? null : <Kbd keys={keys} />;
}
