import type { Edit } from './compose-edits.ts';
import { renameIn } from './rename-in.ts';

/** Gives a node another id, with all that refers to it. Its title stays. */
export function renameNode(from: string, to: string): Edit {
  return renameIn('nodes', from, to);
}
