import type { Workflow } from '@catena/engine';
import type { Edit } from './compose-edits.ts';
import { omitEmpty } from './omit-empty.ts';
import { withMembers, type MemberChange } from './with-members.ts';

/** Changes what the workflow as a whole says of itself; `undefined` or an empty text takes it out. */
export function setWorkflow(
  change: MemberChange<Pick<Workflow, 'name' | 'description' | 'note'>>,
): Edit {
  return (workflow) => withMembers<Workflow>(workflow, omitEmpty(change));
}
