import { inferPorts, parsePortType, writePortType, type NodePorts } from '@catena/engine';
import { inputCardPort, parseCardId, writeCardId } from '../../document/card-id.ts';
import type { CommandContext } from '../../document/commands/command.ts';
import { connectContextOf, type ConnectContext } from '../../document/connect/connect-context.ts';
import { fitOnEdge } from '../../document/connect/fit-on-edge.ts';
import { findFittingNodeTypes } from '../../document/connect/fitting-node-types.ts';
import { addFrame } from '../../document/edits/add-frame.ts';
import { addNode } from '../../document/edits/add-node.ts';
import { addNote } from '../../document/edits/add-note.ts';
import { addWorkflowInput, inputNameBase } from '../../document/edits/add-workflow-input.ts';
import { addWorkflowOutput, outputNameBase } from '../../document/edits/add-workflow-output.ts';
import { composeEdits, type Edit } from '../../document/edits/compose-edits.ts';
import { connect } from '../../document/edits/connect.ts';
import { insertOnEdge } from '../../document/edits/insert-on-edge.ts';
import { newFrameId, newInputName, newNoteId, newOutputName } from '../../document/edits/new-id.ts';
import { replaceNode } from '../../document/edits/replace-node.ts';
import { freeTitle } from '../../document/free-title.ts';
import { prefilledInput } from '../../document/models/prefilled-input.ts';
import { newNode } from '../../document/new-node.ts';
import type { PendingWire } from '../../document/view-store.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import { candidateKey, givesValues, type NodeSearchOverlay } from './entry-fit.ts';
import type { LibraryEntry, LibraryItem } from './library-entry.ts';
import { choosePlace } from './choose-place.ts';

/** An entry that was chosen, and what it was chosen for. */
export interface AddRequest extends Omit<NodeSearchOverlay, 'kind'> {
  entry: LibraryEntry;
}

type NodeItem = Extract<LibraryItem, { kind: 'node' }>;

interface Addition {
  /** Of the new card. */
  card: string;
  edit: Edit;
}

interface AddContext {
  editor: CommandContext;
  tab: OpenDocument;
  connectContext: ConnectContext;
  request: AddRequest;
  /** Values that a new node begins with. */
  input: Readonly<Record<string, unknown>> | undefined;
}

/** The port of a new node that an edge from (or to) a card ends at. */
function findEnd(context: ConnectContext, wire: PendingWire, item: NodeItem) {
  const key = candidateKey(item);
  return findFittingNodeTypes(context, wire).find((node) => candidateKey(node) === key);
}

/** The one card that is selected, where it gives values: a new card is put after it. */
function selectedSource({ tab }: AddContext): string | undefined {
  const { cards } = tab.document.getState().selection;
  const [card] = cards;
  return cards.size === 1 && card !== undefined && givesValues(card) ? card : undefined;
}

/** Ports that a card gives values at. */
function givenPorts({ ports }: ConnectContext, card: string): string[] {
  if (parseCardId(card).kind === 'input') return [inputCardPort];
  return ports.get(card)?.outputs.map(({ name }) => name) ?? [];
}

/** The wire that joins a new node with the card that is selected, where something fits well. */
function wireFromSelected(context: AddContext, item: NodeItem): PendingWire | undefined {
  const card = selectedSource(context);
  if (card === undefined || context.request.at) return undefined;
  const wires = givenPorts(context.connectContext, card).map((port): PendingWire => ({
    card,
    port,
    side: 'source',
  }));
  return wires.find((wire) => {
    const fit = findEnd(context.connectContext, wire, item)?.fit;
    return fit === 'exact' || fit === 'loose';
  });
}

function joinWire(wire: PendingWire, node: string, port: string): Edit {
  return wire.side === 'source'
    ? connect({ source: wire.card, sourcePort: wire.port, target: node, targetPort: port })
    : connect({ source: node, sourcePort: port, target: wire.card, targetPort: wire.port });
}

function portsOf({ catalog, models }: ConnectContext, item: NodeItem): NodePorts | undefined {
  const descriptor = catalog.find(item.type);
  return descriptor && inferPorts(item, descriptor, models);
}

function nodeAddition(context: AddContext, item: NodeItem): Addition {
  const { connectContext, request } = context;
  const { workflow } = connectContext;
  const wire = request.wire ?? (request.insertOn ? undefined : wireFromSelected(context, item));
  const end = wire && findEnd(connectContext, wire, item);
  const node = newNode(workflow, item, choosePlace(context, wire));
  const { id } = node;
  const title = item.title && freeTitle(workflow, item.title);
  const edits = [addNode({ ...node, title, input: context.input })];
  if (wire && end) edits.push(joinWire(wire, id, end.port));
  const ports = request.insertOn === undefined ? undefined : portsOf(connectContext, item);
  const passage = ports && fitOnEdge(connectContext, request.insertOn ?? '', ports);
  if (passage) edits.push(insertOnEdge(request.insertOn ?? '', { node: id, ...passage }));
  return { card: id, edit: composeEdits(...edits) };
}

function replacement({ connectContext, request }: AddContext, item: NodeItem): Addition {
  const card = request.replace ?? '';
  const { type, provider, model } = item;
  const after = portsOf(connectContext, item);
  const ports = { before: connectContext.ports.get(card), after };
  return { card, edit: replaceNode(card, { type, provider, model }, ports) };
}

/** The wanted port's type where the input is made for it, so that a list gets a list. */
function inputType({ connectContext, request }: AddContext, type: string): string {
  const { wire } = request;
  const wanted =
    wire && connectContext.ports.get(wire.card)?.inputs.find(({ name }) => name === wire.port);
  const base = parsePortType(type)?.base;
  return wanted && base ? writePortType({ base, depth: wanted.type.depth }) : type;
}

function inputAddition(
  context: AddContext,
  item: Extract<LibraryItem, { kind: 'input' }>,
): Addition {
  const { connectContext, request } = context;
  const { wire } = request;
  const type = inputType(context, item.type);
  const base = wire && parseCardId(wire.card).kind === 'node' ? wire.port : inputNameBase({ type });
  const name = newInputName(connectContext.workflow, base);
  const card = writeCardId({ kind: 'input', name });
  const edits = [addWorkflowInput({ name, type, position: choosePlace(context, wire) })];
  if (wire) edits.push(joinWire(wire, card, inputCardPort));
  return { card, edit: composeEdits(...edits) };
}

function outputAddition(context: AddContext): Addition | undefined {
  const { connectContext, request } = context;
  const selected = selectedSource(context);
  const port = selected && givenPorts(connectContext, selected)[0];
  const from = request.wire ?? (selected && port ? { card: selected, port } : undefined);
  if (!from) return undefined;
  const name = newOutputName(connectContext.workflow, outputNameBase({ from }));
  const position = choosePlace(context, { ...from, side: 'source' });
  const edit = addWorkflowOutput({ name, from, position });
  return { card: writeCardId({ kind: 'output', name }), edit };
}

type Adders = {
  [Kind in LibraryItem['kind']]: (
    context: AddContext,
    item: Extract<LibraryItem, { kind: Kind }>,
  ) => Addition | undefined;
};

const adders: Adders = {
  node: (context, item) =>
    context.request.replace === undefined
      ? nodeAddition(context, item)
      : replacement(context, item),
  input: inputAddition,
  output: outputAddition,
  note(context) {
    const id = newNoteId(context.connectContext.workflow);
    const edit = addNote({ id, position: choosePlace(context, undefined) });
    return { card: writeCardId({ kind: 'note', name: id }), edit };
  },
  frame(context) {
    const id = newFrameId(context.connectContext.workflow);
    const edit = addFrame({ id, position: choosePlace(context, undefined) });
    return { card: writeCardId({ kind: 'frame', name: id }), edit };
  },
};

/**
 * Puts an entry on the canvas: where the search was opened, on the edge or in place of the node that
 * it was opened for, else beside the card that is selected; wired where it fits. One step of the
 * history; the new card gets the keyboard.
 */
export async function addEntry(
  editor: CommandContext,
  tab: OpenDocument,
  request: AddRequest,
): Promise<void> {
  const { item, title } = request.entry;
  if (tab.readOnly) {
    editor.notifier.say({ kind: 'info', text: 'This is a finished run; it cannot be changed.' });
    return;
  }
  const input = item.kind === 'node' ? await prefilledInput(editor, item) : undefined;
  const connectContext = connectContextOf(tab, editor.catalog);
  const add = adders[item.kind] as (context: AddContext, item: LibraryItem) => Addition | undefined;
  const addition = add({ editor, tab, connectContext, request, input }, item);
  if (!addition) {
    editor.notifier.say({
      kind: 'info',
      text: 'An output needs something to give.',
      hint: 'Select the card whose result it is, then add it; or drag a wire from there.',
    });
    return;
  }
  const label = request.replace === undefined ? `Add ${title}` : `Replace by ${title}`;
  tab.document.edit(label, addition.edit, { select: { cards: [addition.card] } });
  // Once it is drawn.
  requestAnimationFrame(() => editor.canvas.focus(addition.card));
}
