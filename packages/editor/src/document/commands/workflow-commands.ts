import type { Command, CommandContext } from './command.ts';
import { tabCommand } from './tab-command.ts';

/** Goes to the tab after or before the active one, around the end. */
function goToTab({ workspace, view }: CommandContext, step: 1 | -1): void {
  const { tabs, activeKey } = workspace.getState();
  const index = tabs.findIndex(({ key }) => key === activeKey);
  const next = tabs.at((index + step + tabs.length) % tabs.length);
  if (!next) return;
  workspace.activate(next.key);
  view.setState({ screen: 'canvas' });
}

function needsTabs({ workspace }: CommandContext): true | string {
  return workspace.getState().tabs.length > 1 || 'No other workflow is open.';
}

/** Whole workflows: files, tabs, and using them from elsewhere. */
export const workflowCommands: readonly Command[] = [
  tabCommand({
    id: 'workflow.save',
    label: 'Save',
    group: 'Workflow',
    keys: ['Mod+S'],
    inFields: true,
    run: ({ files }, tab) => files.save(tab),
  }),
  {
    id: 'workflow.open',
    label: 'Open a workflow or a template',
    group: 'Workflow',
    keys: ['Mod+O'],
    inFields: true,
    run: ({ view }) => view.setState({ screen: 'workflows', overlay: undefined }),
  },
  {
    id: 'workflow.new',
    label: 'New workflow',
    group: 'Workflow',
    keys: ['Alt+N'],
    run: ({ files }) => files.newWorkflow(),
  },
  tabCommand({
    id: 'workflow.export',
    label: 'Export …',
    group: 'Workflow',
    keys: ['Mod+E'],
    inFields: true,
    run: ({ view }) => view.show({ kind: 'export' }),
  }),
  tabCommand({
    id: 'workflow.export-json',
    label: 'Export as JSON',
    group: 'Workflow',
    run: ({ files }, tab) => files.exportJson(tab),
  }),
  {
    id: 'workflow.import',
    label: 'Import …',
    group: 'Workflow',
    keys: ['Mod+I'],
    inFields: true,
    run: ({ files }) => files.importFile(),
  },
  tabCommand({
    id: 'workflow.code',
    label: 'Use from code',
    group: 'Workflow',
    run: ({ view }) => view.show({ kind: 'code' }),
  }),
  tabCommand({
    id: 'workflow.publish',
    label: 'Publish as a model …',
    group: 'Workflow',
    needs: (_context, { readOnly }) =>
      !readOnly || 'This is a run as it was. Save it as a workflow to publish it.',
    run: ({ view }) => view.show({ kind: 'publish' }),
  }),
  tabCommand({
    id: 'workflow.versions',
    label: 'Show versions',
    group: 'Workflow',
    needs: (_context, { workflowId }) => workflowId !== undefined || 'It was not saved yet.',
    run: ({ view }) => view.show({ kind: 'versions' }),
  }),
  tabCommand({
    id: 'workflow.close',
    label: 'Close the tab',
    group: 'Workflow',
    keys: ['Alt+W'],
    run: ({ files, workspace }, tab) =>
      files.closeTab ? files.closeTab(tab) : workspace.close(tab.key),
  }),
  {
    id: 'workflow.next-tab',
    label: 'Next tab',
    group: 'Workflow',
    keys: ['Mod+]'],
    inFields: true,
    canRun: needsTabs,
    run: (context) => goToTab(context, 1),
  },
  {
    id: 'workflow.previous-tab',
    label: 'Previous tab',
    group: 'Workflow',
    keys: ['Mod+['],
    inFields: true,
    canRun: needsTabs,
    run: (context) => goToTab(context, -1),
  },
];
