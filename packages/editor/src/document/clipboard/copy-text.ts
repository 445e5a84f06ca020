import { workflowSchemaUrl, writeWorkflow, type Workflow } from '@catena/engine';
import { copyCards } from '../edits/copy-cards.ts';

/** The word in a copied text that tells a part of a workflow from a whole one. */
export const fragmentKind = 'clipboard';

/** Copied cards as text: a workflow document that says of itself that it is a part of one. */
export function copyText(workflow: Workflow, cards: Iterable<string>): string {
  const { $schema: _schema, ...copy } = copyCards(workflow, cards);
  return writeWorkflow({ $schema: workflowSchemaUrl, ...copy, kind: fragmentKind } as Workflow);
}
