import type { Edit } from './compose-edits.ts';
import { renameIn } from './rename-in.ts';

/** Gives an input of the workflow another name, with all that refers to it. */
export function renameWorkflowInput(from: string, to: string): Edit {
  return renameIn('inputs', from, to);
}
