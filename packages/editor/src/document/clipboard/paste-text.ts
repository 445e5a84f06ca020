import { modelKey, type Workflow } from '@catena/engine';
import type { CommandContext } from '../commands/command.ts';
import { addNode } from '../edits/add-node.ts';
import { addWorkflowInput } from '../edits/add-workflow-input.ts';
import { newInputName } from '../edits/new-id.ts';
import { pasteInto } from '../edits/paste-cards.ts';
import { writeCardId } from '../card-id.ts';
import type { Point } from '../layout.ts';
import { prefilledInput } from '../models/prefilled-input.ts';
import { newNode } from '../new-node.ts';
import type { OpenDocument } from '../workspace-store.ts';
import { readPastedText, type PastedText } from './read-pasted-text.ts';

/** What is pasted, and how. */
export interface PasteRequest {
  text: string;
  /** Keep edges that come from cards which are not pasted. */
  withEdges: boolean;
  /** Where; @defaultValue at the pointer, else beside where it was copied. */
  at?: Point | undefined;
}

interface Paste {
  context: CommandContext;
  tab: OpenDocument;
  request: PasteRequest;
}

type Paster<Kind extends PastedText['kind']> = (
  paste: Paste,
  pasted: Extract<PastedText, { kind: Kind }>,
) => void | Promise<void>;

function placeOf({ context, request }: Paste): Point {
  return request.at ?? context.canvas.pointer() ?? context.canvas.center();
}

function pasteDocument(paste: Paste, fragment: Workflow): void {
  const { context, tab, request } = paste;
  const at = request.at ?? context.canvas.pointer();
  const { sizeOf } = context.canvas;
  const { withEdges } = request;
  const { workflow } = tab.document.getState();
  const pasted = pasteInto(workflow, fragment, { withEdges, at, sizeOf });
  tab.document.edit('Paste', () => pasted.workflow, { select: { cards: pasted.cards } });
}

async function pasteModel(
  paste: Paste,
  { model, provider: named }: { model: string; provider?: string },
): Promise<void> {
  const { context, tab } = paste;
  const type = context.catalog
    .getState()
    .nodeTypes.find(({ portsFrom }) => portsFrom?.kind === 'model')?.type;
  if (type === undefined) {
    context.notifier.say({ kind: 'warning', text: 'This server has no node that runs models.' });
    return;
  }
  const provider = named ?? (await findProvider(context, model));
  const input = await prefilledInput(context, { provider, model });
  const { workflow } = tab.document.getState();
  const node = { ...newNode(workflow, { type, provider, model }, placeOf(paste)), input };
  tab.document.edit(`Add ${model}`, addNode(node), { select: { cards: [node.id] } });
}

/** Who has the model: the first provider that knows it, else the one that could. */
async function findProvider(
  { client, catalog }: CommandContext,
  model: string,
): Promise<string | undefined> {
  const { providers } = await client.settings.get();
  const found = await Promise.all(
    providers.map((provider) => catalog.needModel(provider, model).catch(() => undefined)),
  );
  const index = found.findIndex((description) => description !== undefined);
  if (index >= 0) return providers[index];
  // Models of this machine are all known, so that another one is somebody else's.
  const { missingModels } = catalog.getState();
  const unsure = providers.findLast(
    (provider) => missingModels.get(modelKey(provider, model))?.code !== 'model-not-found',
  );
  return unsure ?? providers.at(-1);
}

function pasteInput(paste: Paste, value: { title: string; default: string }): void {
  const { document } = paste.tab;
  const name = newInputName(document.getState().workflow, 'text');
  const edit = addWorkflowInput({
    name,
    type: 'text',
    default: value.default,
    position: placeOf(paste),
  });
  document.edit(value.title, edit, { select: { cards: [writeCardId({ kind: 'input', name })] } });
}

const pasters: { readonly [Kind in PastedText['kind']]: Paster<Kind> } = {
  fragment: (paste, { fragment }) => pasteDocument(paste, fragment),
  workflow: ({ context }, { workflow }) => {
    context.workspace.open(workflow);
    context.view.setState({ screen: 'canvas' });
  },
  'broken-workflow': ({ context }, { issues }) =>
    context.notifier.say({
      kind: 'error',
      text: 'What was pasted cannot be read as a workflow.',
      hint: issues[0]?.message ?? '',
    }),
  'model-reference': (paste, reference) => pasteModel(paste, reference),
  url: (paste, { url }) => pasteInput(paste, { title: 'Paste address', default: url }),
  comfyui: ({ context, request }) => context.view.show({ kind: 'import', text: request.text }),
  text: (paste, { text }) => {
    if (text.trim() !== '') pasteInput(paste, { title: 'Paste text', default: text });
  },
};

/** Does with a pasted text what it asks for: cards, a workflow, a model, or a text as an input. */
export async function pasteText(
  context: CommandContext,
  tab: OpenDocument,
  request: PasteRequest,
): Promise<void> {
  const pasted = readPastedText(request.text);
  const paste = pasters[pasted.kind] as Paster<PastedText['kind']>;
  await paste({ context, tab, request }, pasted as never);
}
