import type { ModelSet } from './model-set.ts';
import type { WorkflowSet } from './workflow-set.ts';

/** What placed nodes name and what stands elsewhere. */
export interface Known {
  models: ModelSet;
  workflows: WorkflowSet;
}

/** The models alone are enough where no node runs a workflow. */
export type References = ModelSet | Known;

const noWorkflows: WorkflowSet = new Map();

/** Everything by its kind. */
export function toKnown(references: References): Known {
  return 'models' in references ? references : { models: references, workflows: noWorkflows };
}

/** The references of what is validated or planned. */
export function referencesOf(options: { models: ModelSet; workflows?: WorkflowSet }): Known {
  return { models: options.models, workflows: options.workflows ?? noWorkflows };
}
