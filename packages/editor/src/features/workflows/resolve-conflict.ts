import type { Workflow } from '@catena/engine';
import type { Client } from '@catena/server/client';
import type { WorkspaceStore } from '../../document/workspace-store.ts';
import { readDocument } from './open-workflow.ts';
import { setName } from './set-name.ts';

/** A saved state that somebody else has made. */
export interface TheirState {
  workflow: Workflow;
  revision: number;
}

interface ConflictContext {
  client: Pick<Client, 'workflows'>;
  workspace: WorkspaceStore;
}

/** What is on the server now. */
export async function fetchTheirs({ client }: ConflictContext, id: string): Promise<TheirState> {
  const { workflow, revision } = await client.workflows.get(id);
  return { workflow: readDocument(workflow), revision };
}

/** Takes their state; undo brings one's own back. */
export function takeTheirs({ workspace }: ConflictContext, key: string, theirs: TheirState): void {
  const { workflow, revision } = theirs;
  workspace.update(key, { revision, savedWorkflow: workflow, saveStatus: { kind: 'saved' } });
  workspace.find(key)?.document.edit(`Take revision ${revision}`, () => workflow);
}

/** Saves one's own state over theirs, which stays among the versions. */
export async function overwriteTheirs(
  { client, workspace }: ConflictContext,
  key: string,
  theirs: Pick<TheirState, 'revision'>,
): Promise<void> {
  const tab = workspace.find(key);
  if (tab?.workflowId === undefined) return;
  const { workflow } = tab.document.getState();
  const { revision } = await client.workflows.save(tab.workflowId, {
    workflow,
    revision: theirs.revision,
  });
  workspace.update(key, { revision, savedWorkflow: workflow, saveStatus: { kind: 'saved' } });
}

/** Saves one's own state as a workflow of its own, which the tab then shows. */
export async function keepAsCopy(
  { client, workspace }: ConflictContext,
  key: string,
): Promise<void> {
  const tab = workspace.find(key);
  if (!tab) return;
  const { name = 'Untitled' } = tab.document.getState().workflow;
  tab.document.edit('Keep as a copy', setName(`${name} (copy)`));
  const { workflow } = tab.document.getState();
  const { id, revision } = await client.workflows.create({ workflow });
  const saveStatus = { kind: 'saved' } as const;
  workspace.update(key, { workflowId: id, revision, savedWorkflow: workflow, saveStatus });
}
