import type { AnalysisState } from '../analysis-store.ts';
import { inputCardPort, parseCardId, writeCardId } from '../card-id.ts';
import { boundsOf } from '../card-bounds.ts';
import { addFrame } from '../edits/add-frame.ts';
import { addNote } from '../edits/add-note.ts';
import { addWorkflowInput } from '../edits/add-workflow-input.ts';
import { addWorkflowOutput, outputNameBase } from '../edits/add-workflow-output.ts';
import { newFrameId, newInputName, newNoteId, newOutputName } from '../edits/new-id.ts';
import type { Point } from '../layout.ts';
import { readEdges } from '../read-edges.ts';
import type { CardPort } from '../references.ts';
import type { OpenDocument } from '../workspace-store.ts';
import type { Command, CommandContext } from './command.ts';
import { selectedCard, tabCommand } from './tab-command.ts';

function placeForNew({ canvas }: CommandContext): Point {
  return canvas.pointer() ?? canvas.center();
}

/** Between a card and what is added to the right of it. */
const gap = 80;

function placeAfter({ canvas }: CommandContext, tab: OpenDocument, card: string): Point {
  const bounds = boundsOf(tab.document.getState().workflow, card, canvas.sizeOf);
  return bounds ? [bounds.x + bounds.width + gap, bounds.y] : canvas.center();
}

type Ports = AnalysisState['ports'];

/** The output of the selected card that becomes one of the workflow: the first that feeds nothing yet. */
function findOutputSource(tab: OpenDocument, ports: Ports): CardPort | undefined {
  const card = selectedCard(tab, 'node', 'input');
  if (card === undefined) return undefined;
  if (parseCardId(card).kind === 'input') return { card, port: inputCardPort };
  const names = ports.get(card)?.outputs.map(({ name }) => name) ?? [];
  const used = new Set(
    readEdges(tab.document.getState().workflow).flatMap(({ source, sourcePort }) =>
      source === card ? [sourcePort] : [],
    ),
  );
  const port = names.find((name) => !used.has(name)) ?? names[0];
  return port === undefined ? undefined : { card, port };
}

function addInput(context: CommandContext, tab: OpenDocument): void {
  const { document } = tab;
  const name = newInputName(document.getState().workflow, 'input');
  const card = writeCardId({ kind: 'input', name });
  document.edit(
    'Add input',
    addWorkflowInput({ name, type: 'text', position: placeForNew(context) }),
    { select: { cards: [card] } },
  );
}

function addOutput(context: CommandContext, tab: OpenDocument): void {
  const from = findOutputSource(tab, tab.analysis.flush().ports);
  if (!from) return;
  const position = placeAfter(context, tab, from.card);
  const name = newOutputName(tab.document.getState().workflow, outputNameBase({ from }));
  const card = writeCardId({ kind: 'output', name });
  tab.document.edit('Add output', addWorkflowOutput({ name, from, position }), {
    select: { cards: [card] },
  });
}

function addCard(context: CommandContext, tab: OpenDocument, kind: 'note' | 'frame'): void {
  const { workflow } = tab.document.getState();
  const id = kind === 'note' ? newNoteId(workflow) : newFrameId(workflow);
  const position = placeForNew(context);
  const card = writeCardId({ kind, name: id });
  const edit = kind === 'note' ? addNote({ id, position }) : addFrame({ id, position });
  tab.document.edit(`Add ${kind}`, edit, { select: { cards: [card] } });
  context.canvas.rename(card);
}

/** Putting new things on the canvas. */
export const addCommands: readonly Command[] = [
  tabCommand({
    id: 'add.node',
    label: 'Add node …',
    group: 'Add',
    keys: ['N', 'Shift+A'],
    edits: true,
    run: ({ view }) => view.show({ kind: 'node-search' }),
  }),
  tabCommand({
    id: 'add.model',
    label: 'Browse models …',
    group: 'Add',
    keys: ['Shift+M'],
    edits: true,
    run: ({ view }) => view.show({ kind: 'catalogue' }),
  }),
  tabCommand({
    id: 'add.input',
    label: 'Add workflow input',
    group: 'Add',
    edits: true,
    run: addInput,
  }),
  tabCommand({
    id: 'add.output',
    label: 'Add workflow output',
    group: 'Add',
    edits: true,
    needs: (_context, tab) =>
      findOutputSource(tab, tab.analysis.getState().ports) !== undefined ||
      'Select the node whose result it is to be.',
    run: addOutput,
  }),
  tabCommand({
    id: 'add.note',
    label: 'Add note',
    group: 'Add',
    keys: ['Shift+S'],
    edits: true,
    run: (context, tab) => addCard(context, tab, 'note'),
  }),
  tabCommand({
    id: 'add.frame',
    label: 'Add frame',
    group: 'Add',
    edits: true,
    run: (context, tab) => addCard(context, tab, 'frame'),
  }),
];
