import type { WorkflowOutput } from '@catena/engine';
import type { Edit } from './compose-edits.ts';
import { omitEmpty } from './omit-empty.ts';
import { withMembers, type MemberChange } from './with-members.ts';
import { findEntry, withEntry } from './with-section.ts';

/** What can be changed of an output of the workflow; its source is changed by `connect`. */
export type WorkflowOutputChange = MemberChange<
  Pick<WorkflowOutput, 'title' | 'description' | 'each'>
>;

/** Changes an output of the workflow; `renameWorkflowOutput` changes its name. */
export function setWorkflowOutput(name: string, change: WorkflowOutputChange): Edit {
  return (workflow) => {
    const output = findEntry(workflow, 'outputs', name);
    if (!output) return workflow;
    const value = withMembers<WorkflowOutput>(output, omitEmpty(change));
    return value === output ? workflow : withEntry(workflow, 'outputs', { name, value });
  };
}
