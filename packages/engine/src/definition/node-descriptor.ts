import type { JsonSchema } from '../prediction/model-description.ts';
import type { PortDescriptor } from './port-descriptor.ts';

/**
 * Where the ports of a node come from when they depend on the placed node: from the schema of its
 * model, from the `{{names}}` in the text of one of its inputs, from a list of ports
 * (`{ name, type, title?, description?, default?, required? }`) that stands in one of its inputs, or
 * from the inputs and outputs of the workflow that it runs.
 */
export type PortsFrom =
  | { kind: 'model' }
  | { kind: 'template'; input: string }
  | { kind: 'list'; input: string }
  | { kind: 'workflow' };

/** The serialisable half of a node type: all that validation, planning and the editor need. */
export interface NodeDescriptor {
  type: string;
  /** Raised when the same input would give another output; part of cache keys. */
  version: number;
  title: string;
  description: string;
  category: string;
  inputs: readonly PortDescriptor[];
  outputs: readonly PortDescriptor[];
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
  portsFrom?: PortsFrom;
  /** False where the same input may give another output. */
  deterministic: boolean;
  /** True where running it changes the world; never taken from the cache. */
  sideEffects: boolean;
}
