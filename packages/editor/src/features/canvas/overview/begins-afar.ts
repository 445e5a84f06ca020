import type { WorkflowStore } from '../../../document/workflow-store.ts';
import { detailAt } from '../level-of-detail.ts';
import { recallViewport } from '../viewport-memory.ts';
import { mayBeDrawn } from './overview-mode.ts';

/** Whether a document is first seen from so far that its cards need not become elements of the page. */
export function beginsAfar(document: WorkflowStore): boolean {
  const recalled = recallViewport(document);
  const isFar = recalled === undefined || detailAt(recalled.zoom) === 'tile';
  return isFar && mayBeDrawn(document.getState().workflow);
}
