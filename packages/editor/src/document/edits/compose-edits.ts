import type { Workflow } from '@catena/engine';

/** A pure change of a document. Returns the workflow it was given where nothing changes. */
export type Edit = (workflow: Workflow) => Workflow;

/** One edit that makes several, one after the other. */
export function composeEdits(...edits: readonly Edit[]): Edit {
  return (workflow) => edits.reduce((current, edit) => edit(current), workflow);
}
