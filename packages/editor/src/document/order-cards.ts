import { WorkflowGraph, type Workflow } from '@catena/engine';
import { parseCardId, type CardKind } from './card-id.ts';
import { listCards } from './cards.ts';

/** All cards in the order in which they run: inputs, nodes, outputs; then what only lies there. */
export function orderCards(workflow: Workflow): string[] {
  const cards = listCards(workflow);
  const byKind = (kind: CardKind) => cards.filter((card) => parseCardId(card).kind === kind);
  const nodes = new WorkflowGraph(workflow).topologicalOrder();
  return [...byKind('input'), ...nodes, ...byKind('output'), ...byKind('frame'), ...byKind('note')];
}
