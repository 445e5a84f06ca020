import type { Client } from '@catena/server/client';
import type { Notifier } from '../../document/commands/command.ts';
import type { OpenDocument, SaveStatus, WorkspaceStore } from '../../document/workspace-store.ts';
import { toSaveStatus, type Autosave } from './create-autosave.ts';

/** What saving on request needs. */
export interface SaveContext {
  client: Pick<Client, 'workflows'>;
  workspace: WorkspaceStore;
  notifier: Notifier;
  autosave: Autosave;
  /** Called after a workflow was created. */
  onSaved?: () => void;
}

/** Saves a document for the first time. */
async function create(context: SaveContext, tab: OpenDocument): Promise<SaveStatus> {
  const { client, workspace, autosave, onSaved } = context;
  const { key, document, templateId } = tab;
  const { workflow } = document.getState();
  workspace.update(key, { saveStatus: { kind: 'saving' } });
  try {
    const { id, revision } = await client.workflows.create({
      workflow,
      ...(templateId !== undefined && { templateId }),
    });
    const saveStatus = { kind: 'saved' } as const;
    workspace.update(key, { workflowId: id, revision, savedWorkflow: workflow, saveStatus });
    onSaved?.();
    // What changed meanwhile goes after it.
    return await autosave.saveNow(key);
  } catch (error) {
    const saveStatus = toSaveStatus(error);
    workspace.update(key, { saveStatus });
    return saveStatus;
  }
}

/** Saves a tab because the person asked for it: what was never saved too, and runs as copies. */
export async function saveTab(context: SaveContext, key: string): Promise<void> {
  const { workspace, notifier, autosave } = context;
  const shown = workspace.find(key);
  if (!shown || shown.saveStatus.kind === 'saving') return;
  const tab = shown.readOnly ? workspace.open(shown.document.getState().workflow) : shown;
  const isNew = tab.workflowId === undefined;
  const status = isNew ? await create(context, tab) : await autosave.saveNow(key);
  if (status.kind === 'failed') {
    notifier.say({ kind: 'error', text: 'The workflow was not saved.', hint: status.message });
  } else if (shown.readOnly) {
    notifier.say({ kind: 'good', text: 'Saved as a workflow of its own.' });
  }
}
