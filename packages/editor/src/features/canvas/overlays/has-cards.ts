import type { Workflow } from '@catena/engine';
import { listCards } from '../../../document/cards.ts';

/** Whether anything stands on the canvas of a workflow. */
export function hasCards(workflow: Workflow): boolean {
  return listCards(workflow).length > 0;
}
