import { writePortType } from '@catena/engine';
import { inputCardPort, parseCardId, writeCardId } from '../../document/card-id.ts';
import { positionOf } from '../../document/cards.ts';
import type { CommandContext } from '../../document/commands/command.ts';
import { closeEdge } from '../../document/connect/fitting-ports.ts';
import { addWorkflowInput } from '../../document/edits/add-workflow-input.ts';
import { addWorkflowOutput, outputNameBase } from '../../document/edits/add-workflow-output.ts';
import { composeEdits } from '../../document/edits/compose-edits.ts';
import { connect } from '../../document/edits/connect.ts';
import { disconnect } from '../../document/edits/disconnect.ts';
import { newInputName, newOutputName } from '../../document/edits/new-id.ts';
import type { Point } from '../../document/layout.ts';
import type { OpenDocument } from '../../document/workspace-store.ts';
import type { ConnectChoice, ShownPort } from './connect-choices.ts';

/** Between the left edges of a card and of one that is put beside it, in canvas units. */
const step = 360;

interface MakeContext {
  editor: CommandContext;
  tab: OpenDocument;
  from: ShownPort;
}

function beside({ editor, tab, from }: MakeContext): Point {
  const at = positionOf(tab.document.getState().workflow, from.card) ?? editor.canvas.center();
  return from.side === 'source' ? [at[0] + step, at[1]] : [at[0] - step, at[1]];
}

function addInput(context: MakeContext) {
  const { tab, from } = context;
  const name = newInputName(tab.document.getState().workflow, from.port);
  const card = writeCardId({ kind: 'input', name });
  const type = writePortType(from.type);
  tab.document.edit(
    'Add a workflow input',
    composeEdits(
      addWorkflowInput({ name, type, position: beside(context) }),
      connect(closeEdge(from, { card, port: inputCardPort })),
    ),
  );
}

function addOutput(context: MakeContext) {
  const { tab, from } = context;
  const name = newOutputName(tab.document.getState().workflow, outputNameBase({ from }));
  const edit = addWorkflowOutput({ name, from, position: beside(context) });
  tab.document.edit('Add a workflow output', edit);
}

type Makers = {
  [Kind in ConnectChoice['kind']]: (
    context: MakeContext,
    choice: Extract<ConnectChoice, { kind: Kind }>,
  ) => void;
};

const makers: Makers = {
  port({ tab, from }, { port }) {
    const label = `Connect ${from.cardTitle} with ${port.cardTitle}`;
    tab.document.edit(label, connect(closeEdge(from, port)));
  },
  disconnect({ tab }, { edgeId }) {
    tab.document.edit('Disconnect', disconnect(edgeId));
  },
  'new-input': addInput,
  'new-output': addOutput,
  'new-node'({ editor, from }) {
    const { card, port, side } = from;
    editor.view.show({ kind: 'node-search', wire: { card, port, side } });
  },
};

/** Does what was chosen for a port, in one step of the history; its card has the keyboard afterwards. */
export function makeConnection(context: MakeContext, choice: ConnectChoice): void {
  const { editor, tab, from } = context;
  editor.view.hide();
  const make = makers[choice.kind] as (context: MakeContext, choice: ConnectChoice) => void;
  make(context, choice);
  if (choice.kind === 'new-node') return;
  const isGone = parseCardId(from.card).kind === 'output' && choice.kind === 'disconnect';
  if (isGone) return;
  tab.document.select({ cards: [from.card] });
  requestAnimationFrame(() => editor.canvas.focus(from.card));
}
