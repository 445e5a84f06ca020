import type { Workflow } from '@catena/engine';
import { readLayout } from '../../document/layout.ts';

/** How many things stand on the canvas of a workflow. */
export function countCards(workflow: Workflow): number {
  const { notes, frames } = readLayout(workflow);
  return [workflow.nodes, workflow.inputs, workflow.outputs, notes, frames].reduce(
    (count, section) => count + Object.keys(section ?? {}).length,
    0,
  );
}
