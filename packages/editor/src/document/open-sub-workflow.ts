import type { CommandContext } from './commands/command.ts';
import type { OpenDocument } from './workspace-store.ts';

/** A reference that names one version of a published workflow. */
const pinned = /:[0-9a-f]{64}$/;

/**
 * Opens the workflow that a node runs in a tab of its own, from which there is a way back. What is run
 * in a version of its own is shown as it is, not to be changed.
 */
export async function openSubWorkflow(
  context: CommandContext,
  tab: OpenDocument,
  nodeId: string,
): Promise<void> {
  const { catalog, workspace, files, view, notifier } = context;
  const { workflow: reference } = tab.document.getState().workflow.nodes[nodeId] ?? {};
  const found = reference === undefined ? undefined : await catalog.needWorkflow(reference);
  if (reference === undefined || !found) {
    notifier.say({ kind: 'warning', text: 'The workflow that this node runs is not there.' });
    return;
  }
  const openedFrom = { key: tab.key, card: nodeId };
  if (found.workflowId === undefined || pinned.test(reference)) {
    workspace.open(found.workflow, { readOnly: true, openedFrom });
    view.setState({ screen: 'canvas' });
    return;
  }
  await files.openWorkflow(found.workflowId);
  const opened = workspace.active();
  if (opened && opened.key !== tab.key) workspace.update(opened.key, { openedFrom });
}

/** Goes back to the card that a tab was opened from; false where it was opened from none that is left. */
export function leaveSubWorkflow(context: CommandContext, tab: OpenDocument): boolean {
  const { workspace, view, canvas } = context;
  const from = workspace.find(tab.key)?.openedFrom;
  if (!from || !workspace.find(from.key)) return false;
  workspace.activate(from.key);
  view.setState({ screen: 'canvas' });
  workspace.find(from.key)?.document.select({ cards: [from.card] });
  requestAnimationFrame(() => canvas.focus(from.card));
  return true;
}
