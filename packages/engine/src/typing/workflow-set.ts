import type { Workflow } from '../workflow/workflow-schema.ts';
import type { NodePorts } from './node-ports.ts';
import type { TypedWorkflow } from './typed-workflow.ts';

/** A workflow that a node runs. */
export interface KnownWorkflow {
  /** As in the file, its files and workflows relative to the folder of the workflow that is run. */
  workflow: Workflow;
  /** Its semantic hash. */
  hash: string;
  typed: TypedWorkflow;
  /** Its inputs and outputs, as ports of the node that runs it. */
  ports: NodePorts;
}

/** The workflows that nodes run, as far as they are known; keys as in the file. */
export type WorkflowSet = ReadonlyMap<string, KnownWorkflow>;
