import {
  canConvert,
  writePortType,
  type NodePorts,
  type PortDescriptor,
  type WorkflowNode,
} from '@catena/engine';
import { isReference, parseFrom } from '../references.ts';
import type { Edit } from './compose-edits.ts';
import { dropStrays } from './drop-strays.ts';
import { mapReferences } from './map-references.ts';
import { withMembers } from './with-members.ts';
import { findEntry, withEntry } from './with-section.ts';

/** What a node becomes. */
export interface Replacement {
  type: string;
  provider?: string | undefined;
  model?: string | undefined;
}

/** Ports of the node before and after; where those after are not known, everything is kept. */
export interface ReplacementPorts {
  before?: NodePorts | undefined;
  after?: NodePorts | undefined;
}

type Ports = readonly PortDescriptor[];

function findPort(ports: Ports, name: string): PortDescriptor | undefined {
  return ports.find((port) => port.name === name);
}

function fits(from: PortDescriptor | undefined, to: PortDescriptor): boolean {
  if (!from || to.variable !== undefined) return true;
  return canConvert({ ...from.type, depth: 0 }, { ...to.type, depth: 0 }).ok;
}

/** The port that takes the place of another: of the same name, else the only one of the same type. */
function findSuccessor(
  name: string,
  { before, after, taken }: { before: Ports; after: Ports; taken: ReadonlySet<string> },
): PortDescriptor | undefined {
  const old = findPort(before, name);
  const named = findPort(after, name);
  if (named && fits(old, named)) return named;
  if (!old) return undefined;
  const same = after.filter(
    (port) => !taken.has(port.name) && writePortType(port.type) === writePortType(old.type),
  );
  return same.length === 1 ? same[0] : undefined;
}

function keepInput(
  input: Readonly<Record<string, unknown>>,
  before: Ports,
  after: Ports,
): Record<string, unknown> | undefined {
  const taken = new Set(Object.keys(input).filter((name) => findPort(after, name)));
  const entries = Object.entries(input).flatMap(([name, value]): [string, unknown][] => {
    const port = findSuccessor(name, { before, after, taken });
    if (!port) return [];
    // A value was written for the port of that name; only edges find a port of another name.
    if (!isReference(value)) return port.name === name ? [[name, value]] : [];
    if (!port.connectable || port.secret) return [];
    taken.add(port.name);
    return [[port.name, value]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Makes a node another one in its place, with the values and edges that still fit. */
export function replaceNode(
  nodeId: string,
  { type, provider, model }: Replacement,
  { before, after }: ReplacementPorts = {},
): Edit {
  return (workflow) => {
    const node = findEntry(workflow, 'nodes', nodeId);
    if (!node) return workflow;
    const input =
      after && node.input ? keepInput(node.input, before?.inputs ?? [], after.inputs) : node.input;
    const types = after && node.type !== type ? undefined : node.types;
    const value = withMembers<WorkflowNode>(node, { type, provider, model, input, types });
    const replaced = withEntry(workflow, 'nodes', { name: nodeId, value });
    if (!after) return replaced;
    const outputs = {
      before: before?.outputs ?? [],
      after: after.outputs,
      taken: new Set<string>(),
    };
    const pointed = mapReferences(replaced, (from) => {
      const source = parseFrom(from);
      if (source?.card !== nodeId) return from;
      const port = findSuccessor(source.port, outputs);
      return port && `${nodeId}.${port.name}`;
    });
    return dropStrays(workflow, pointed);
  };
}
