import type { PortDescriptor } from '../definition/port-descriptor.ts';

/** The ports of one placed node. */
export interface NodePorts {
  inputs: readonly PortDescriptor[];
  outputs: readonly PortDescriptor[];
  /** False where the ports depend on something that is not known, such as a missing model. */
  complete: boolean;
}
