import type { ArtifactRef, Workflow } from '@catena/engine';
import type { CommandContext } from '../commands/command.ts';
import { writeCardId } from '../card-id.ts';
import { addWorkflowInput } from '../edits/add-workflow-input.ts';
import { composeEdits, type Edit } from '../edits/compose-edits.ts';
import { newInputName } from '../edits/new-id.ts';
import type { Point } from '../layout.ts';
import type { OpenDocument } from '../workspace-store.ts';
import { fileTypeOf } from './file-type-of.ts';
import { holdsWorkflow } from './holds-workflow.ts';

/** Files that were dropped or pasted, and where. */
export interface FilePlacement {
  files: readonly File[];
  /** @defaultValue at the pointer, else in the middle */
  at?: Point | undefined;
}

/** Below each other, in canvas units. */
const stepDown = 200;

/** Adds an input of the workflow for each file, with the file as its default. */
function addFileInputs(
  workflow: Workflow,
  stored: readonly { file: File; artifact: ArtifactRef }[],
  [x, y]: Point,
): { edit: Edit; cards: string[] } {
  const cards: string[] = [];
  let current = workflow;
  const edits = stored.map(({ file, artifact }, index) => {
    const type = fileTypeOf(artifact.mediaType);
    const name = newInputName(current, file.name.replace(/\.[^.]*$/, '') || type);
    cards.push(writeCardId({ kind: 'input', name }));
    const edit = addWorkflowInput({
      name,
      type,
      title: file.name,
      default: artifact,
      position: [x, y + index * stepDown],
    });
    current = edit(current);
    return edit;
  });
  return { edit: composeEdits(...edits), cards };
}

/**
 * Does with dropped or pasted files what they ask for: those that hold a workflow are imported, all
 * others are stored and become inputs of the workflow.
 */
export async function placeFiles(
  context: CommandContext,
  tab: OpenDocument,
  { files, at }: FilePlacement,
): Promise<void> {
  const { canvas, client, notifier, view } = context;
  const place = at ?? canvas.pointer() ?? canvas.center();
  const sorted = await Promise.all(
    files.map(async (file) => ({ file, isWorkflow: await holdsWorkflow(file) })),
  );
  const workflows = sorted.flatMap(({ file, isWorkflow }) => (isWorkflow ? [file] : []));
  if (workflows.length > 0) view.show({ kind: 'import', files: workflows });
  const others = sorted.flatMap(({ file, isWorkflow }) => (isWorkflow ? [] : [file]));
  if (others.length === 0) return;
  if (tab.readOnly) {
    notifier.say({ kind: 'info', text: 'This is a run as it was; nothing can be added to it.' });
    return;
  }
  const stored = await Promise.all(
    others.map(async (file) => ({ file, artifact: await client.artifacts.upload(file) })),
  );
  const { edit, cards } = addFileInputs(tab.document.getState().workflow, stored, place);
  const label = files.length === 1 ? 'Add file' : `Add ${others.length} files`;
  tab.document.edit(label, edit, { select: { cards } });
}
