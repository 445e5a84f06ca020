import { parsePortType, type PortDescriptor, type WorkflowInput } from '@catena/engine';

/** An input of a workflow as a port, so that it has the same control as an input of a node. */
export function workflowInputPort(name: string, input: WorkflowInput): PortDescriptor {
  const { title, description, default: preset, minimum, maximum } = input;
  return {
    name,
    type: parsePortType(input.type) ?? { base: 'any', depth: 0 },
    required: preset === undefined,
    connectable: false,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(preset !== undefined && { default: preset }),
    ...(input.enum && { enum: input.enum }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
}
