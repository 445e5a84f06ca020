import type { ComponentType } from 'react';
import { parseCardId, type CardKind } from '../../document/card-id.ts';
import { hasCard } from '../../document/cards.ts';
import { useDocument } from '../../document/editor-context.ts';
import { FrameInspector } from './FrameInspector.tsx';
import { InputCardInspector } from './InputCardInspector.tsx';
import { NodeInspector } from './NodeInspector.tsx';
import { NoteInspector } from './NoteInspector.tsx';
import { OutputCardInspector } from './OutputCardInspector.tsx';
import { SelectionInspector } from './SelectionInspector.tsx';
import { WorkflowInspector } from './WorkflowInspector.tsx';

/** What shows a card of each kind in full. */
const inspectors: Readonly<Record<CardKind, ComponentType<{ name: string }>>> = {
  node: NodeInspector,
  input: InputCardInspector,
  output: OutputCardInspector,
  frame: FrameInspector,
  note: NoteInspector,
};

/** What is selected, in full: its inputs, its results, its log, its code; else the workflow itself. */
export function Inspector() {
  const count = useDocument(({ selection }) => selection.cards.size);
  const only = useDocument(({ selection, workflow }) => {
    const [card] = selection.cards;
    return selection.cards.size === 1 && card !== undefined && hasCard(workflow, card)
      ? card
      : undefined;
  });
  if (count > 1) return <SelectionInspector />;
  if (only === undefined) return <WorkflowInspector />;
  const { kind, name } = parseCardId(only);
  const CardInspector = inspectors[kind];
  return <CardInspector key={only} name={name} />;
}
