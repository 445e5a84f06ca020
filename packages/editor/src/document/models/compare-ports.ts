import { writePortType, type PortDescriptor } from '@catena/engine';

/** What became of an input or output from one version of a model to another. */
export interface PortChange {
  side: 'input' | 'output';
  name: string;
  kind: 'added' | 'removed' | 'changed';
  /** What is different, in words; what it is, where it is new. */
  details: readonly string[];
}

interface Ports {
  inputs: readonly PortDescriptor[];
  outputs: readonly PortDescriptor[];
}

/** A value in a line of text. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'none';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function showRange({ minimum, maximum }: PortDescriptor): string {
  if (minimum === undefined && maximum === undefined) return 'any number';
  if (maximum === undefined) return `${minimum} or more`;
  return minimum === undefined ? `${maximum} or less` : `${minimum} to ${maximum}`;
}

function showLength({ minLength, maxLength }: PortDescriptor): string {
  if (minLength === undefined && maxLength === undefined) return 'any length';
  if (maxLength === undefined) return `${minLength} characters or more`;
  return minLength === undefined
    ? `at most ${maxLength} characters`
    : `${minLength} to ${maxLength} characters`;
}

function compareChoices(before: PortDescriptor, after: PortDescriptor): string[] {
  const [old, current] = [before.enum, after.enum];
  if (!old && !current) return [];
  if (!old) return [`only these choices now: ${current?.map(showValue).join(', ')}`];
  if (!current) return ['takes any value now, not only choices'];
  const added = current.filter((choice) => !old.includes(choice));
  const removed = old.filter((choice) => !current.includes(choice));
  return [
    ...(added.length > 0 ? [`new choices: ${added.map(showValue).join(', ')}`] : []),
    ...(removed.length > 0 ? [`choices gone: ${removed.map(showValue).join(', ')}`] : []),
  ];
}

function compareAspect(name: string, before: string, after: string): string[] {
  return before === after ? [] : [`${name}: ${before} → ${after}`];
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function comparePort(before: PortDescriptor, after: PortDescriptor): string[] {
  return [
    ...compareAspect('type', writePortType(before.type), writePortType(after.type)),
    ...(before.required === after.required
      ? []
      : [after.required ? 'must be given now' : 'need not be given any more']),
    ...(isSame(before.default, after.default)
      ? []
      : [`default: ${showValue(before.default)} → ${showValue(after.default)}`]),
    ...compareAspect('range', showRange(before), showRange(after)),
    ...compareAspect('length', showLength(before), showLength(after)),
    ...compareChoices(before, after),
    ...(!before.deprecated && after.deprecated ? ['is going to be taken away'] : []),
  ];
}

function describeNew(port: PortDescriptor, side: PortChange['side']): string[] {
  if (side === 'output') return [writePortType(port.type)];
  const value = port.required ? 'must be given' : `default ${showValue(port.default)}`;
  return [`${writePortType(port.type)}, ${value}`];
}

function compareSide(
  side: PortChange['side'],
  before: readonly PortDescriptor[],
  after: readonly PortDescriptor[],
): PortChange[] {
  const old = new Map(before.map((port) => [port.name, port]));
  const current = new Set(after.map(({ name }) => name));
  const kept = after.flatMap((port): PortChange[] => {
    const was = old.get(port.name);
    if (!was) return [{ side, name: port.name, kind: 'added', details: describeNew(port, side) }];
    const details = comparePort(was, port);
    return details.length > 0 ? [{ side, name: port.name, kind: 'changed', details }] : [];
  });
  const gone = before
    .filter(({ name }) => !current.has(name))
    .map(({ name, type }): PortChange => ({
      side,
      name,
      kind: 'removed',
      details: [writePortType(type)],
    }));
  return [...kept, ...gone];
}

/** How the inputs and outputs of a model differ between two of its versions: inputs first. */
export function comparePorts(before: Ports, after: Ports): PortChange[] {
  return [
    ...compareSide('input', before.inputs, after.inputs),
    ...compareSide('output', before.outputs, after.outputs),
  ];
}
