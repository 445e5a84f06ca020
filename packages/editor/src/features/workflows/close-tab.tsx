import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { CommandContext } from '../../document/commands/command.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import { countCards } from './count-cards.ts';

/** Whether closing a tab loses work that is kept nowhere else. */
export function losesWork(tab: OpenDocument): boolean {
  if (tab.readOnly) return false;
  const { workflow } = tab.document.getState();
  if (tab.workflowId === undefined) return countCards(workflow) > 0;
  return tab.savedWorkflow !== workflow;
}

/** Closes a tab; asks first where work would be lost. */
export function closeTab(
  { workspace, files }: Pick<CommandContext, 'workspace' | 'files'>,
  key: string,
): void {
  const tab = workspace.find(key);
  if (!tab) return;
  if (!losesWork(tab)) {
    workspace.close(key);
    return;
  }
  const name = tab.document.getState().workflow.name ?? 'Untitled';
  modals.openConfirmModal({
    title: `Save “${name}” before closing it?`,
    children: <Text size="md">It was not saved; what you made is lost without saving.</Text>,
    labels: { confirm: 'Save and close', cancel: 'Close without saving' },
    closeOnCancel: true,
    cancelProps: { color: 'red', variant: 'subtle' },
    onConfirm: () => {
      void files.save(tab).then(() => {
        const after = workspace.find(key);
        if (after && !losesWork(after)) workspace.close(key);
      });
    },
    onCancel: () => workspace.close(key),
  });
}
