import { parseWorkflow, type Workflow } from '@catena/engine';
import type { WorkflowRecord } from '@catena/server/client';
import type { CommandContext } from '../../document/commands/command.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';

/** What opening a document needs. */
export type Opener = Pick<CommandContext, 'client' | 'workspace' | 'view'>;

/** Reads a document that the server keeps. */
export function readDocument(document: Record<string, unknown>): Workflow {
  const { workflow, issues } = parseWorkflow(document);
  if (workflow) return workflow;
  throw new Error(issues.map(({ message }) => message).join(' '));
}

/** Opens a saved workflow, as it was just fetched or made. */
export function openRecord(opener: Opener, record: WorkflowRecord): OpenDocument {
  const workflow = readDocument(record.workflow);
  const { id: workflowId, revision, templateId } = record;
  return opener.workspace.open(workflow, {
    workflowId,
    revision,
    savedWorkflow: workflow,
    ...(templateId !== undefined && { templateId }),
  });
}

/** Opens a saved workflow, or goes to its tab. */
export async function openWorkflow(opener: Opener, id: string): Promise<OpenDocument> {
  const open = opener.workspace.getState().tabs.find((tab) => tab.workflowId === id && !tab.runId);
  if (open) opener.workspace.activate(open.key);
  const tab = open ?? openRecord(opener, await opener.client.workflows.get(id));
  opener.view.setState({ screen: 'canvas' });
  return tab;
}

/** Opens a run as it was, not to be changed. */
export async function openRun(opener: Opener, runId: string): Promise<OpenDocument> {
  const { workspace, client, view } = opener;
  const open = workspace.getState().tabs.find((tab) => tab.runId === runId);
  const options = { runId, readOnly: true };
  const tab =
    open ?? workspace.open(readDocument((await client.runs.get(runId)).workflow), options);
  workspace.activate(tab.key);
  view.setState({ screen: 'canvas' });
  return tab;
}
