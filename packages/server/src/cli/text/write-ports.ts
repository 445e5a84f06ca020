import { writePortType, type PortDescriptor } from '@catena/engine';
import { oneLine } from './one-line.ts';

const shownChoices = 12;

function facts(port: PortDescriptor, isInput: boolean): string {
  const parts: string[] = [];
  if (isInput && port.required) parts.push('required');
  if (port.default !== undefined)
    parts.push(`default ${oneLine(JSON.stringify(port.default), 60)}`);
  if (port.enum) {
    const more = port.enum.length > shownChoices ? ' …' : '';
    parts.push(`one of ${port.enum.slice(0, shownChoices).join(', ')}${more}`);
  }
  const { minimum, maximum } = port;
  if (minimum !== undefined && maximum !== undefined) parts.push(`${minimum} to ${maximum}`);
  else if (minimum !== undefined) parts.push(`at least ${minimum}`);
  else if (maximum !== undefined) parts.push(`at most ${maximum}`);
  if (!port.connectable && isInput) parts.push('a setting, takes no edge');
  if (port.inferred) parts.push('kind of file guessed');
  return parts.join('; ');
}

/** Ports as rows of a table: name, type, facts, description. */
export function writePorts(ports: readonly PortDescriptor[], isInput: boolean): string[][] {
  return ports.map((port) => [
    `  ${port.name}`,
    writePortType(port.type),
    [facts(port, isInput), oneLine(port.description ?? '')].filter(Boolean).join(' — '),
  ]);
}
