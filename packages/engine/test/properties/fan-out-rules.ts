import type { Base, InputPort, Signature } from './signatures.ts';

/**
 * The rule of fan-out, written down a second time for the tests: which axes of what arrives a node is
 * mapped over, and what its outputs look like. Shares nothing with the engine's own typing.
 */
export interface Shape<Axis> {
  base: Base;
  /** Outermost first. */
  axes: readonly Axis[];
}

export interface Arrival<Axis> extends Shape<Axis> {
  each?: boolean | undefined;
  /** Stands in the file: its axes are only those that the port does not take. */
  literal: boolean;
}

export interface Bound {
  base: Base;
  depth: number;
}

export interface Connected<Axis> {
  port: InputPort;
  arrival: Arrival<Axis>;
  mapped: readonly Axis[];
  /** Levels of lists that come together in one step. */
  collected: number;
}

function bind<Axis>(
  signature: Signature,
  arrivals: ReadonlyMap<string, Arrival<Axis>>,
): Map<string, Bound> {
  const bound = new Map<string, Bound>();
  for (const port of signature.inputs) {
    const arrival = arrivals.get(port.name);
    if (port.variable === undefined || !arrival) continue;
    const depth = arrival.each === false ? Math.max(0, arrival.axes.length - port.depth) : 0;
    const known = bound.get(port.variable);
    if (!known) bound.set(port.variable, { base: arrival.base, depth });
    else if (known.depth !== depth) bound.set(port.variable, { base: 'any', depth: 0 });
    else if (known.base !== arrival.base) bound.set(port.variable, { base: 'any', depth });
  }
  return bound;
}

function countCollected<Axis>(
  port: InputPort,
  arrival: Arrival<Axis>,
  bound: ReadonlyMap<string, Bound>,
): number {
  if (arrival.literal) return 0;
  const { variable } = port;
  const isVariable = variable !== undefined;
  const takesAnything = !isVariable && (port.base === 'any' || port.base === 'json');
  const own = port.depth + (isVariable ? (bound.get(variable)?.depth ?? 0) : 0);
  const whole = arrival.each === undefined ? takesAnything : !arrival.each;
  return whole && (takesAnything || isVariable) ? Math.max(own, arrival.axes.length) : own;
}

/** Joins a node with what arrives at its ports. */
export function connect<Axis>(
  signature: Signature,
  arrivals: ReadonlyMap<string, Arrival<Axis>>,
): { inputs: Connected<Axis>[]; axes: Axis[]; bound: ReadonlyMap<string, Bound> } {
  const bound = bind(signature, arrivals);
  const inputs: Connected<Axis>[] = [];
  for (const port of signature.inputs) {
    const arrival = arrivals.get(port.name);
    if (!arrival) continue;
    const collected = countCollected(port, arrival, bound);
    const mapped = arrival.axes.slice(0, arrival.axes.length - collected);
    inputs.push({ port, arrival, mapped, collected });
  }
  const axes = [...new Set(inputs.flatMap((input) => input.mapped))];
  return { inputs, axes, bound };
}

/** How deep the lists in one output of one step are, and of what they are. */
export function outputType(
  port: { base: Base; depth: number; variable?: string },
  bound: ReadonlyMap<string, Bound>,
): Bound {
  const known = port.variable === undefined ? undefined : bound.get(port.variable);
  return known ? { base: known.base, depth: port.depth + known.depth } : port;
}

/** How many lists are around the first item of a value. */
export function nestingOf(value: unknown): number {
  return Array.isArray(value) ? 1 + nestingOf(value[0]) : 0;
}
