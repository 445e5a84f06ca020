import type { Workflow } from '@catena/engine';
import type { Edit } from './compose-edits.ts';
import { copyCards } from './copy-cards.ts';
import { pasteInto, type Pasted, type PasteOptions } from './paste-cards.ts';

/** The document with copies of some cards beside them, and the copies. */
export function duplicateIn(
  workflow: Workflow,
  cards: Iterable<string>,
  options: PasteOptions = {},
): Pasted {
  return pasteInto(workflow, copyCards(workflow, cards), options);
}

/** {@link duplicateIn} as an edit, for who need not know the copies. */
export function duplicateCards(cards: Iterable<string>, options: PasteOptions = {}): Edit {
  const chosen = [...cards];
  return (workflow) => duplicateIn(workflow, chosen, options).workflow;
}
