import type { Workflow } from './workflow-schema.ts';

/** Finds workflows that are run by reference and lie in no file: saved or published ones. */
export interface WorkflowSource {
  /** The workflow that a reference names; undefined where this source has none of this name. */
  load(reference: string): Promise<Workflow | undefined>;
}

/** One source of several: the first that has a workflow of the name gives it. */
export function composeWorkflowSources(...sources: readonly WorkflowSource[]): WorkflowSource {
  return {
    async load(reference) {
      for (const source of sources) {
        const workflow = await source.load(reference);
        if (workflow) return workflow;
      }
      return undefined;
    },
  };
}
