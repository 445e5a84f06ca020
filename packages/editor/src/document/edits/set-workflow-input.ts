import type { WorkflowInput } from '@catena/engine';
import type { Edit } from './compose-edits.ts';
import { omitEmpty } from './omit-empty.ts';
import { withMembers, type MemberChange } from './with-members.ts';
import { findEntry, withEntry } from './with-section.ts';

/** What can be changed of an input of the workflow; `undefined` takes a member out. */
export type WorkflowInputChange = MemberChange<
  Pick<WorkflowInput, 'type' | 'title' | 'description' | 'default' | 'enum' | 'minimum' | 'maximum'>
>;

/** Changes an input of the workflow; `renameWorkflowInput` changes its name. */
export function setWorkflowInput(name: string, change: WorkflowInputChange): Edit {
  return (workflow) => {
    const input = findEntry(workflow, 'inputs', name);
    if (!input) return workflow;
    const { type, ...rest } = omitEmpty(change);
    const value = withMembers<WorkflowInput>(input, type === undefined ? rest : { type, ...rest });
    return value === input ? workflow : withEntry(workflow, 'inputs', { name, value });
  };
}
