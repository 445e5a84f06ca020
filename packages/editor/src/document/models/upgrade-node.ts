import {
  checkPortValue,
  inferPorts,
  readInputValue,
  type ModelSet,
  type NodeDescriptor,
  type NodePorts,
  type PortDescriptor,
  type Workflow,
  type WorkflowNode,
} from '@catena/engine';
import { composeEdits, type Edit } from '../edits/compose-edits.ts';
import { replaceNode } from '../edits/replace-node.ts';
import { setInput } from '../edits/set-input.ts';
import { readEdges } from '../read-edges.ts';
import { isReference } from '../references.ts';

/** What a node loses when its model becomes another version. */
export interface UpgradeLoss {
  kind: 'value' | 'edge';
  /** The input or output that it is at. */
  port: string;
  /** Why, in words. */
  reason: string;
}

/** A change of the version of a node's model: the edit, and what it costs. */
export interface Upgrade {
  edit: Edit;
  losses: readonly UpgradeLoss[];
  /** Inputs that must be given and have nothing yet. */
  missing: readonly string[];
}

export interface UpgradeRequest {
  workflow: Workflow;
  nodeId: string;
  /** `owner/name` or `owner/name:version`. */
  model: string;
  before: NodePorts | undefined;
  after: NodePorts;
}

/** The ports of a node with another model. */
export function portsWith(
  node: WorkflowNode,
  model: string,
  known: { descriptor: NodeDescriptor; models: ModelSet },
): NodePorts {
  return inferPorts({ ...node, model }, known.descriptor, known.models);
}

function whyNot(value: unknown, port: PortDescriptor): string | undefined {
  const read = readInputValue(value);
  if (read.kind !== 'literal') return undefined;
  return checkPortValue(read.value, port)?.[0];
}

/** Values that the new version does not take: they go, so that its default counts. */
function findRefused(node: WorkflowNode, after: NodePorts): UpgradeLoss[] {
  return Object.entries(node.input ?? {}).flatMap(([name, value]): UpgradeLoss[] => {
    const port = after.inputs.find((candidate) => candidate.name === name);
    if (!port || isReference(value)) return [];
    const reason = whyNot(value, port);
    return reason === undefined ? [] : [{ kind: 'value', port: name, reason }];
  });
}

function edgesOf(workflow: Workflow, nodeId: string): Map<string, string> {
  const edges = readEdges(workflow).filter(
    ({ source, target }) => source === nodeId || target === nodeId,
  );
  return new Map(
    edges.map(({ id, source, sourcePort, targetPort }) => [
      id,
      source === nodeId ? sourcePort : targetPort,
    ]),
  );
}

function literalsOf(node: WorkflowNode | undefined): string[] {
  return Object.entries(node?.input ?? {}).flatMap(([name, value]) =>
    isReference(value) ? [] : [name],
  );
}

function findLost(request: UpgradeRequest, changed: Workflow): UpgradeLoss[] {
  const { workflow, nodeId } = request;
  const left = edgesOf(changed, nodeId);
  const edges = [...edgesOf(workflow, nodeId)].flatMap(([id, port]): UpgradeLoss[] =>
    left.has(id) ? [] : [{ kind: 'edge', port, reason: 'the version has nothing that fits it' }],
  );
  const kept = new Set(literalsOf(changed.nodes[nodeId]));
  const values = literalsOf(workflow.nodes[nodeId]).flatMap((port): UpgradeLoss[] =>
    kept.has(port) ? [] : [{ kind: 'value', port, reason: 'the version has no such input' }],
  );
  return [...edges, ...values];
}

/** Works out what a node becomes with another version of its model. One step of the history. */
export function planUpgrade(request: UpgradeRequest): Upgrade {
  const { workflow, nodeId, model, before, after } = request;
  const node = workflow.nodes[nodeId];
  if (!node) return { edit: (same) => same, losses: [], missing: [] };
  const { type, provider } = node;
  const replace = replaceNode(nodeId, { type, provider, model }, { before, after });
  const lost = findLost(request, replace(workflow));
  const refused = findRefused(node, after);
  const drop = refused.map(({ port }) => setInput(nodeId, port, undefined));
  const edit = composeEdits(replace, ...drop);
  const given = edit(workflow).nodes[nodeId]?.input ?? {};
  const missing = after.inputs
    .filter(({ name, required }) => required && given[name] === undefined)
    .map(({ name }) => name);
  return { edit, losses: [...lost, ...refused], missing };
}
