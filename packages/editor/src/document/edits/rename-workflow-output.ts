import type { Edit } from './compose-edits.ts';
import { renameIn } from './rename-in.ts';

/** Gives an output of the workflow another name. */
export function renameWorkflowOutput(from: string, to: string): Edit {
  return renameIn('outputs', from, to);
}
