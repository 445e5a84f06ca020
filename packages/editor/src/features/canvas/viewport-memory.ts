import type { Viewport } from '@xyflow/react';
import type { WorkflowStore } from '../../document/workflow-store.ts';

const viewports = new WeakMap<WorkflowStore, Viewport>();

/** What was seen of a document when its canvas was last on the screen. */
export function recallViewport(document: WorkflowStore): Viewport | undefined {
  return viewports.get(document);
}

/** Keeps what is seen of a document, for when its tab is opened again. */
export function rememberViewport(document: WorkflowStore, viewport: Viewport): void {
  viewports.set(document, viewport);
}
