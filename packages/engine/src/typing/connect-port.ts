import type { Issue } from '../errors/issue.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { writePortType, type BaseType } from '../definition/port-type.ts';
import { typeOfPort, type VariableBindings } from './bind-variables.ts';
import { canConvert } from './convert-type.ts';
import type { TypedInput, TypedSource } from './typed-workflow.ts';

/** A value as it arrives at a port. */
export interface Incoming {
  source: TypedSource;
  /** Type of its items. */
  base: BaseType;
  /** Outermost first. */
  axes: readonly number[];
  /** For values that stand in the file: lists that the port takes and that are in the value itself. */
  ownDepth?: number;
}

interface Arrival {
  nodeId: string;
  port: PortDescriptor;
  incoming: Incoming;
  each?: boolean;
  bindings: VariableBindings;
}

/** How many of the axes are collected: the rule of fan-out, for one port. */
function countCollected({ port, incoming, each, bindings }: Arrival): number {
  if (incoming.ownDepth !== undefined) return 0;
  const depth = typeOfPort(port, bindings).depth;
  const whole = !port.variable && (port.type.base === 'any' || port.type.base === 'json');
  const takesAll = each === undefined ? whole : !each && (whole || port.variable !== undefined);
  return takesAll ? Math.max(depth, incoming.axes.length) : depth;
}

function issue(arrival: Arrival, code: Issue['code'], message: string, hint: string): Issue {
  const { nodeId, port } = arrival;
  return { code, severity: 'error', message, hint, nodeId, port: port.name };
}

/** Joins a value and a port: which axes the node is mapped over and which are collected. */
export function connectPort(arrival: Arrival): { input?: TypedInput; issues: Issue[] } {
  const { nodeId, port, incoming, each, bindings } = arrival;
  const type = typeOfPort(port, bindings);
  const place = `Input "${port.name}" of node "${nodeId}"`;
  const fromFile = incoming.ownDepth !== undefined;
  if (each === false && !port.variable && port.type.base !== 'any' && port.type.base !== 'json' && port.type.depth === 0) {
    return {
      issues: [
        issue(arrival, 'cannot-each', `${place} takes a single ${writePortType(type)} and cannot take a list whole.`, 'Remove "each": false, so that the node runs once for each item.'),
      ],
    };
  }
  const collected = countCollected(arrival);
  if (collected > incoming.axes.length) {
    return {
      issues: [
        issue(arrival, 'cannot-collect', `${place} takes a list (${writePortType(type)}), but a single ${incoming.base} comes.`, 'Put a list.make node between, or feed it with a list.'),
      ],
    };
  }
  const conversion = canConvert({ base: incoming.base, depth: 0 }, { base: type.base, depth: 0 });
  if (!conversion.ok && !fromFile) {
    return {
      issues: [
        issue(arrival, 'port-type-mismatch', `${place} takes ${writePortType(type)}, but ${incoming.base} comes.`, conversion.hint),
      ],
    };
  }
  const input: TypedInput = {
    port,
    type,
    source: incoming.source,
    sourceType: { base: incoming.base, depth: collected },
    axes: incoming.axes,
    mapped: incoming.axes.length - collected,
  };
  return { input, issues: [] };
}
