import { parseCardId, type CardKind } from '../../../document/card-id.ts';
import type { Edit } from '../../../document/edits/compose-edits.ts';
import { setFrame } from '../../../document/edits/set-frame.ts';
import { setNode } from '../../../document/edits/set-node.ts';
import { setWorkflowInput } from '../../../document/edits/set-workflow-input.ts';
import { setWorkflowOutput } from '../../../document/edits/set-workflow-output.ts';

const edits: Readonly<Record<CardKind, (name: string, title: string) => Edit>> = {
  node: (name, title) => setNode(name, { title }),
  input: (name, title) => setWorkflowInput(name, { title }),
  output: (name, title) => setWorkflowOutput(name, { title }),
  frame: (name, title) => setFrame(name, { title }),
  // A note has no title; its first line is what it is called.
  note: () => (workflow) => workflow,
};

/** Gives a card a title; an empty one is taken out, so that its name is shown. */
export function setTitle(card: string, title: string): Edit {
  const { kind, name } = parseCardId(card);
  return edits[kind](name, title);
}
