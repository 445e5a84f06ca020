import { openTemplateOnce } from '../features/workflows/open-template.ts';
import { openRun, openWorkflow } from '../features/workflows/open-workflow.ts';
import type { Editor } from './create-editor.ts';
import type { Route } from './routes.ts';

/** The template that Catena opens with where there is nothing else to open. */
const firstTemplate = 'showcase';

/** Goes home: to what is open; for a newcomer to the first template; else to the workflows. */
async function goHome({ context }: Editor): Promise<void> {
  const { workspace, view, client } = context;
  if (workspace.active()) {
    view.setState({ screen: 'canvas' });
    return;
  }
  const { workflows } = await client.workflows.list({ limit: 2 });
  const isNew = workflows.every(({ templateId }) => templateId === firstTemplate);
  if (isNew) await openTemplateOnce(context, firstTemplate);
  else view.setState({ screen: 'workflows' });
}

/** Shows what an address names. */
export async function goTo(editor: Editor, route: Route): Promise<void> {
  const { workspace, view } = editor.context;
  switch (route.kind) {
    case 'workflows':
    case 'runs':
      view.setState({ screen: route.kind });
      return;
    case 'workflow':
      await openWorkflow(editor.context, route.id);
      view.setState({ screen: route.screen });
      return;
    case 'run':
      await openRun(editor.context, route.id);
      return;
    case 'template':
      await openTemplateOnce(editor.context, route.id);
      return;
    case 'draft':
      if (!workspace.find(route.key)) return goHome(editor);
      workspace.activate(route.key);
      view.setState({ screen: route.screen });
      return;
    case 'home':
      return goHome(editor);
  }
}
