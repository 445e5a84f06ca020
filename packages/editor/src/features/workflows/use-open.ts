import { useEditor } from '../../document/editor-context.ts';
import { startFromTemplate } from './open-template.ts';
import { openWorkflow } from './open-workflow.ts';

/** Opens saved workflows and templates; says why where one cannot be opened. */
export function useOpen() {
  const editor = useEditor();
  const attempt = (task: Promise<unknown>) =>
    void task.catch((error: unknown) =>
      editor.notifier.say({
        kind: 'error',
        text: 'It was not opened.',
        hint: error instanceof Error ? error.message : String(error),
      }),
    );
  return {
    workflow: (id: string) => attempt(openWorkflow(editor, id)),
    template: (id: string) => attempt(startFromTemplate(editor, id)),
  };
}
