import type { PortDescriptor } from '@catena/engine';

const longestValue = 80;

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

function describeRange({ minimum, maximum }: Partial<PortDescriptor>): string[] {
  if (minimum !== undefined && maximum !== undefined) return [`${minimum} to ${maximum}`];
  if (minimum !== undefined) return [`At least ${minimum}`];
  return maximum === undefined ? [] : [`At most ${maximum}`];
}

/** What can be said of a port beside its name, type and description, line by line. */
export function describePort(port: Partial<PortDescriptor>): string[] {
  const { enum: choices, default: value, required, inferred, secret, deprecated } = port;
  return [
    ...describeRange(port),
    ...(choices ? [`One of ${choices.map(show).join(', ')}`] : []),
    ...(value === undefined || value === null || value === '' ? [] : [`Default: ${show(value)}`]),
    ...(required ? ['Must be given'] : []),
    ...(inferred ? ['The kind of file is guessed; the inspector can correct it'] : []),
    ...(secret ? ['A secret: only its name is kept in the workflow'] : []),
    ...(deprecated ? ['Old: better not to be used'] : []),
  ];
}
