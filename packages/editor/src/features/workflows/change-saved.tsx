import { Button, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import type { WorkflowSummary } from '@catena/server/client';
import type { CommandContext } from '../../document/commands/command.ts';
import { readDocument } from './open-workflow.ts';
import { setName } from './set-name.ts';

/** What changing saved workflows needs. */
export interface SavedContext {
  editor: Pick<CommandContext, 'client' | 'workspace' | 'notifier'>;
  /** Called after each change. */
  onChanged: () => void;
}

/** Carries out a change of what is saved, and says where it failed. */
async function attempt(
  { editor, onChanged }: SavedContext,
  what: string,
  change: () => Promise<void>,
) {
  try {
    await change();
  } catch (error) {
    editor.notifier.say({ kind: 'error', text: what, hint: (error as Error).message });
  }
  onChanged();
}

/** Gives a saved workflow another name; where it is open, in its tab, so that it can be undone. */
export function renameSaved(context: SavedContext, { id }: WorkflowSummary, name: string) {
  const { client, workspace } = context.editor;
  return attempt(context, 'The workflow was not renamed.', async () => {
    const open = workspace.getState().tabs.find((tab) => tab.workflowId === id);
    if (open) {
      open.document.edit('Rename the workflow', setName(name));
      return;
    }
    const record = await client.workflows.get(id);
    const workflow = setName(name)(readDocument(record.workflow));
    await client.workflows.save(id, { workflow, revision: record.revision });
  });
}

/** Saves a copy of a saved workflow. */
export function duplicateSaved(context: SavedContext, { id, name }: WorkflowSummary) {
  const { client } = context.editor;
  return attempt(context, `“${name}” was not copied.`, async () => {
    const { workflow } = await client.workflows.get(id);
    const copy = setName(`${name} (copy)`)(readDocument(workflow));
    await client.workflows.create({ workflow: copy });
  });
}

async function remove(context: SavedContext, { id, name }: WorkflowSummary) {
  const { client, workspace } = context.editor;
  await client.workflows.remove(id);
  for (const tab of workspace.getState().tabs) {
    if (tab.workflowId === id && !tab.runId) workspace.close(tab.key);
  }
  const notification = `deleted ${id}`;
  const undo = () => {
    notifications.hide(notification);
    void attempt(context, `“${name}” was not brought back.`, async () => {
      await client.workflows.restore(id);
    });
  };
  notifications.show({
    id: notification,
    autoClose: 12_000,
    withBorder: true,
    message: (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="md">Deleted “{name}”.</Text>
        <Button size="compact-sm" variant="default" onClick={undo}>
          Undo
        </Button>
      </Group>
    ),
  });
}

/** Deletes a saved workflow, after asking. */
export function deleteSaved(context: SavedContext, workflow: WorkflowSummary): void {
  modals.openConfirmModal({
    title: `Delete “${workflow.name}”?`,
    children: (
      <Text size="md">
        Its {workflow.revision === 1 ? 'one version goes' : `${workflow.revision} versions go`} with
        it. Its runs and their results stay.
      </Text>
    ),
    labels: { confirm: 'Delete', cancel: 'Keep it' },
    confirmProps: { color: 'red' },
    onConfirm: () =>
      void attempt(context, `“${workflow.name}” was not deleted.`, () => remove(context, workflow)),
  });
}
