import type { Workflow } from '@catena/engine';
import { listCards } from '../cards.ts';
import { parseEdgeId } from '../card-id.ts';
import { contentsOfFrame } from '../frame-contents.ts';
import { mapLayout } from './map-layout.ts';
import { withSection } from './with-section.ts';

function pick<Value>(
  entries: Readonly<Record<string, Value>> | undefined,
  isChosen: (name: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries ?? {}).filter(([name]) => isChosen(name)));
}

/**
 * The part of a document that some cards are, as a document of its own: frames with what lies in them,
 * and inputs of nodes as they are, references to cards that are not copied included.
 */
export function copyCards(workflow: Workflow, cards: Iterable<string>): Workflow {
  const chosen = new Set(cards);
  for (const card of chosen) {
    for (const inner of contentsOfFrame(workflow, card)) chosen.add(inner);
  }
  const known = new Set(listCards(workflow).filter((card) => chosen.has(card)));
  const { name: _name, description: _description, note: _note, ...document } = workflow;
  let copy = withSection(
    document as Workflow,
    'nodes',
    pick(workflow.nodes, (name) => known.has(name)),
  );
  copy = withSection(
    copy,
    'inputs',
    pick(workflow.inputs, (name) => known.has(`inputs.${name}`)),
  );
  copy = withSection(
    copy,
    'outputs',
    pick(workflow.outputs, (name) => known.has(`outputs.${name}`)),
  );
  return mapLayout(copy, {
    card: (id) => (known.has(id) ? id : undefined),
    edge: (id) => (known.has(parseEdgeId(id).card) ? id : undefined),
  });
}
