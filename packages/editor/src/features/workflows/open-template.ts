import type { OpenDocument } from '../../document/workspace-store.ts';
import { openRecord, openWorkflow, readDocument, type Opener } from './open-workflow.ts';

/** Opens a template as a new workflow, which is saved once the person saves it. */
export async function startFromTemplate(opener: Opener, templateId: string): Promise<OpenDocument> {
  const { workflow } = await opener.client.templates.get(templateId);
  const tab = opener.workspace.open(readDocument(workflow), { templateId });
  opener.view.setState({ screen: 'canvas' });
  return tab;
}

/** Opens the workflow that was made from a template; makes and saves it where there is none. */
export async function openTemplateOnce(opener: Opener, templateId: string): Promise<OpenDocument> {
  const { client, view } = opener;
  const { workflows } = await client.workflows.list({ limit: 200 });
  const known = workflows.find((workflow) => workflow.templateId === templateId);
  if (known) return openWorkflow(opener, known.id);
  const { workflow } = await client.templates.get(templateId);
  const tab = openRecord(
    opener,
    await client.workflows.create({ workflow: readDocument(workflow), templateId }),
  );
  view.setState({ screen: 'canvas' });
  return tab;
}
