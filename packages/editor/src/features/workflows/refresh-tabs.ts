import { ApiError, type Client } from '@catena/server/client';
import type { OpenDocument, WorkspaceStore } from '../../document/workspace-store.ts';
import { readDocument } from './open-workflow.ts';

interface RefreshContext {
  client: Pick<Client, 'workflows'>;
  workspace: WorkspaceStore;
}

/** Takes what was saved elsewhere into a tab that has no changes of its own. */
async function refresh({ client, workspace }: RefreshContext, { key, workflowId }: OpenDocument) {
  if (workflowId === undefined) return;
  try {
    const record = await client.workflows.get(workflowId);
    const tab = workspace.find(key);
    if (!tab || tab.revision === undefined || record.revision <= tab.revision) return;
    if (tab.saveStatus.kind === 'saving' || tab.saveStatus.kind === 'conflict') return;
    if (tab.document.getState().workflow !== tab.savedWorkflow) {
      workspace.update(key, { saveStatus: { kind: 'conflict', revision: record.revision } });
      return;
    }
    const workflow = readDocument(record.workflow);
    workspace.update(key, { revision: record.revision, savedWorkflow: workflow });
    tab.document.edit('Take what was saved elsewhere', () => workflow);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) workspace.detach(key);
    else if (!(error instanceof ApiError)) throw error;
  }
}

/** Looks whether open workflows were saved elsewhere or deleted meanwhile. */
export async function refreshTabs(context: RefreshContext): Promise<void> {
  const { tabs } = context.workspace.getState();
  await Promise.all(tabs.filter(({ readOnly }) => !readOnly).map((tab) => refresh(context, tab)));
}
