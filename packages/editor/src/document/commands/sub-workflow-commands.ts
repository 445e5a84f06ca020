import { leaveSubWorkflow, openSubWorkflow } from '../open-sub-workflow.ts';
import type { Command } from './command.ts';
import { selectedCard, tabCommand } from './tab-command.ts';

/** Workflows that nodes run: going in, and coming back. */
export const subWorkflowCommands: readonly Command[] = [
  tabCommand({
    id: 'node.open-workflow',
    label: 'Open the workflow that it runs',
    group: 'Node',
    keys: ['Mod+Shift+O'],
    needs(_context, tab) {
      const { nodes } = tab.document.getState().workflow;
      const node = nodes[selectedCard(tab, 'node') ?? ''];
      return node?.workflow !== undefined || 'Select a node that runs a workflow.';
    },
    run: (context, tab) => openSubWorkflow(context, tab, selectedCard(tab, 'node') ?? ''),
  }),
  tabCommand({
    id: 'workflow.leave',
    label: 'Back to the workflow that runs this one',
    group: 'Workflow',
    keys: ['Mod+Shift+ArrowUp'],
    needs({ workspace }, { key }) {
      const from = workspace.find(key)?.openedFrom;
      const isOpen = from !== undefined && workspace.find(from.key) !== undefined;
      return isOpen || 'It was not opened from another workflow.';
    },
    run: (context, tab) => void leaveSubWorkflow(context, tab),
  }),
];
