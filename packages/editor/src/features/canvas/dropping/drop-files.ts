import { parsePortType, type ArtifactRef } from '@catena/engine';
import { parseCardId } from '../../../document/card-id.ts';
import { titleOfCard } from '../../../document/cards.ts';
import type { CommandContext } from '../../../document/commands/command.ts';
import { composeEdits, type Edit } from '../../../document/edits/compose-edits.ts';
import { setInput } from '../../../document/edits/set-input.ts';
import { setWorkflowInput } from '../../../document/edits/set-workflow-input.ts';
import { fileTypeOf } from '../../../document/files/file-type-of.ts';
import { placeFiles } from '../../../document/files/place-files.ts';
import type { Point } from '../../../document/layout.ts';
import type { OpenDocument } from '../../../document/workspace-store.ts';
import { findFilePort, withFile } from './find-file-port.ts';

export interface FileDrop {
  files: readonly File[];
  at: Point;
  /** The card that they were dropped on. */
  card: string | undefined;
}

/** Sets an input of a node to a file; undefined where none takes it. */
function giveToNode(tab: OpenDocument, id: string, file: ArtifactRef): Edit | undefined {
  const ports = tab.analysis.getState().ports.get(id);
  const input = tab.document.getState().workflow.nodes[id]?.input ?? {};
  const port = ports && findFilePort({ ports, input }, fileTypeOf(file.mediaType));
  return port && setInput(id, port.name, withFile(port, input[port.name], file));
}

/** Makes a file the value of an input of the workflow, or one more of its values. */
function giveToInput(tab: OpenDocument, name: string, file: ArtifactRef): Edit | undefined {
  return (workflow) => {
    const input = workflow.inputs?.[name];
    const depth = parsePortType(input?.type ?? '')?.depth ?? 0;
    const before = Array.isArray(input?.default) ? (input.default as unknown[]) : [];
    return setWorkflowInput(name, { default: depth > 0 ? [...before, file] : file })(workflow);
  };
}

async function giveToCard(context: CommandContext, tab: OpenDocument, drop: FileDrop) {
  const { kind, name } = parseCardId(drop.card ?? '');
  const give = kind === 'input' ? giveToInput : giveToNode;
  const stored = await Promise.all(drop.files.map((file) => context.client.artifacts.upload(file)));
  const edits = stored.map((file) => give(tab, name, file));
  const title = titleOfCard(tab.document.getState().workflow, drop.card ?? '');
  if (edits.every((edit) => edit === undefined)) {
    context.notifier.say({
      kind: 'warning',
      text: `${title} takes no such file.`,
      hint: 'Drop it on the canvas to make it an input of the workflow.',
    });
    return;
  }
  tab.document.edit(`Set a file of ${title}`, composeEdits(...edits.flatMap((edit) => edit ?? [])));
}

/** Does with dropped files what the place asks for: values of a card, else inputs or a workflow. */
export async function dropFiles(
  context: CommandContext,
  tab: OpenDocument,
  drop: FileDrop,
): Promise<void> {
  const kind = drop.card === undefined ? undefined : parseCardId(drop.card).kind;
  try {
    if (kind === 'node' || kind === 'input') await giveToCard(context, tab, drop);
    else await placeFiles(context, tab, { files: drop.files, at: drop.at });
  } catch (error) {
    const hint = error instanceof Error ? error.message : String(error);
    context.notifier.say({ kind: 'error', text: 'The file could not be stored.', hint });
  }
}
