import type { Issue } from '../errors/issue.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { writePortType } from '../definition/port-type.ts';
import { typeOfPort, type VariableBindings } from './bind-variables.ts';
import { canConvert } from './convert-type.ts';
import type { Incoming } from './incoming.ts';
import type { TypedInput, TypedSource } from './typed-workflow.ts';

interface Arrival {
  nodeId: string;
  port: PortDescriptor;
  incoming: Incoming;
  each?: boolean;
  bindings: VariableBindings;
}

function takesJson(port: PortDescriptor): boolean {
  return !port.variable && (port.type.base === 'any' || port.type.base === 'json');
}

/** Whether a port takes JSON as it is, lists and objects included. */
export function takesWhole(port: PortDescriptor): boolean {
  return takesJson(port) && !port.each;
}

/** How many of the axes are collected: the rule of fan-out, for one port. */
function countCollected({ port, incoming, each, bindings }: Arrival): number {
  if (incoming.ownDepth !== undefined) return 0;
  const depth = typeOfPort(port, bindings).depth;
  const whole = takesWhole(port);
  const canTakeAll = takesJson(port) || port.variable !== undefined;
  const takesAll = each === undefined ? whole : !each && canTakeAll;
  return takesAll ? Math.max(depth, incoming.axes.length) : depth;
}

function issue(
  arrival: Arrival,
  code: Issue['code'],
  words: { text: string; hint: string },
): Issue {
  const { nodeId, port } = arrival;
  return {
    code,
    severity: 'error',
    message: `Input "${port.name}" of node "${nodeId}" ${words.text}.`,
    hint: words.hint,
    nodeId,
    port: port.name,
    path: ['nodes', nodeId, 'input', port.name],
  };
}

/** What is wrong with `each`, where it asks for what the port cannot do. */
function checkEach(arrival: Arrival, collected: number): Issue | undefined {
  const { port, incoming, each, bindings } = arrival;
  const depth = incoming.axes.length;
  if (each === undefined || incoming.unsure || collected > depth) return undefined;
  const written = writePortType(typeOfPort(port, bindings));
  if (!each && collected < depth) {
    const whole = writePortType({ base: incoming.base, depth });
    return issue(arrival, 'cannot-each', {
      text: `takes ${written} and cannot take ${whole} whole`,
      hint: 'Remove "each": false, so that the node runs once for each item.',
    });
  }
  if (!each || collected === 0 || collected < depth) return undefined;
  return issue(arrival, 'cannot-each', {
    text: `takes ${written} and cannot take the items of the list one by one`,
    hint: 'Remove "each": true, so that the list is taken whole.',
  });
}

function nameSource(source: TypedSource): string {
  if (source.kind === 'node') return ` from "${source.nodeId}.${source.port}"`;
  return source.kind === 'input' ? ` from "inputs.${source.name}"` : '';
}

function checkTypes(arrival: Arrival, collected: number): Issue | undefined {
  const { port, incoming, bindings } = arrival;
  const type = typeOfPort(port, bindings);
  const depth = incoming.axes.length;
  if (collected > depth) {
    const comes = `${depth === 0 ? 'a single ' : ''}${writePortType({ base: incoming.base, depth })}`;
    return issue(arrival, 'cannot-collect', {
      text: `takes a list (${writePortType(type)}), but ${comes} comes`,
      hint: 'Put a list.make node between, or feed it with a list.',
    });
  }
  if (incoming.ownDepth !== undefined) return undefined;
  const conversion = canConvert({ base: incoming.base, depth: 0 }, { base: type.base, depth: 0 });
  if (conversion.ok) return undefined;
  return issue(arrival, 'port-type-mismatch', {
    text: `takes ${writePortType(type)}, but ${incoming.base} comes${nameSource(incoming.source)}`,
    hint: conversion.hint,
  });
}

/** Joins a value and a port: which axes the node is mapped over and which are collected. */
export function connectPort(arrival: Arrival): { input?: TypedInput; issues: Issue[] } {
  const { port, incoming, bindings } = arrival;
  const collected = countCollected(arrival);
  if (incoming.unsure && collected > incoming.axes.length) return { issues: [] };
  const wrong = checkEach(arrival, collected) ?? checkTypes(arrival, collected);
  if (wrong) return { issues: [wrong] };
  const input: TypedInput = {
    port,
    type: typeOfPort(port, bindings),
    source: incoming.source,
    sourceType: { base: incoming.base, depth: collected },
    axes: incoming.axes,
    mapped: incoming.axes.length - collected,
  };
  return { input, issues: [] };
}
