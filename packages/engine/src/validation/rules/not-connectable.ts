import type { PortDescriptor } from '../../definition/port-descriptor.ts';
import type { Issue } from '../../errors/issue.ts';
import { wrongTemplate, type ValidationRule } from '../validation-context.ts';

/** Says why an edge may not end at a port; undefined where it may. */
export function refuseConnection(nodeId: string, port: PortDescriptor): Issue | undefined {
  if (port.connectable && !port.secret) return undefined;
  return {
    code: 'not-connectable',
    severity: 'error',
    message: `Input "${port.name}" of node "${nodeId}" cannot be connected${port.secret ? ', since it holds a secret' : ''}.`,
    hint: port.secret
      ? 'Name a secret instead: { "$secret": "NAME" }.'
      : 'Write a value into it instead.',
    nodeId,
    port: port.name,
    path: ['nodes', nodeId, 'input', port.name],
  };
}

/** Finds references at ports that take values only. */
export const notConnectable: ValidationRule = ({ nodes }) =>
  nodes.flatMap((placed) => {
    const { id, ports, values } = placed;
    // There, another rule says so in better words.
    const template = wrongTemplate(placed);
    return ports.inputs.flatMap((port) => {
      if (values.get(port.name)?.kind !== 'reference' || port.name === template) return [];
      return refuseConnection(id, port) ?? [];
    });
  });
