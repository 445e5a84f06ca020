import type { WorkflowNode } from '@catena/engine';
import type { Edit } from './compose-edits.ts';
import { withMembers, type MemberChange } from './with-members.ts';
import { findEntry, withEntry } from './with-section.ts';

/** What can be changed of a node besides its inputs; `undefined` takes a member out. */
export type NodeChange = MemberChange<
  Pick<
    WorkflowNode,
    | 'title'
    | 'note'
    | 'provider'
    | 'model'
    | 'workflow'
    | 'onItemError'
    | 'retry'
    | 'deadline'
    | 'types'
    | 'bypass'
    | 'mute'
  >
>;

const isDefault: { readonly [Name in keyof NodeChange]: (value: NodeChange[Name]) => boolean } = {
  title: (title) => title?.trim() === '',
  note: (note) => note?.trim() === '',
  onItemError: (policy) => policy === 'fail',
  deadline: (deadline) => deadline === '',
  types: (types) => types !== undefined && Object.keys(types).length === 0,
  bypass: (bypass) => bypass === false,
  mute: (mute) => mute === false,
};

/** What says nothing is left out of the file. */
function omitDefaults(change: NodeChange): NodeChange {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      const isNothing = isDefault[name as keyof NodeChange] as
        ((it: unknown) => boolean) | undefined;
      return [name, value !== undefined && isNothing?.(value) ? undefined : value];
    }),
  );
}

/** Changes a node. Its id stays, whatever its title. */
export function setNode(nodeId: string, change: NodeChange): Edit {
  return (workflow) => {
    const node = findEntry(workflow, 'nodes', nodeId);
    if (!node) return workflow;
    const value = withMembers<WorkflowNode>(node, omitDefaults(change));
    return value === node ? workflow : withEntry(workflow, 'nodes', { name: nodeId, value });
  };
}
