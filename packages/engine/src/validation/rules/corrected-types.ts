import type { NodeCatalog } from '../../definition/node-catalog.ts';
import type { PortDescriptor } from '../../definition/port-descriptor.ts';
import { isFileType, parsePortType, writePortType } from '../../definition/port-type.ts';
import type { Issue } from '../../errors/issue.ts';
import { inferPorts } from '../../typing/infer-ports.ts';
import type { References } from '../../typing/references.ts';
import { nearestName } from '../../workflow/nearest-name.ts';
import type { Workflow, WorkflowNode } from '../../workflow/workflow-schema.ts';
import { listNames } from '../../typing/list-names.ts';
import { hasTemplate } from '../validation-context.ts';

interface Known {
  catalog: NodeCatalog;
  known: References;
}

/** Guessed kinds of files may be corrected, unclear ones narrowed; what is declared stays. */
function mayBecome(port: PortDescriptor, text: string): boolean {
  const type = parsePortType(text);
  if (!type || writePortType(type) === writePortType(port.type)) return true;
  if (port.type.base === 'any' && !port.variable) return type.depth >= port.type.depth;
  const unclear = port.inferred === true || port.type.base === 'file';
  const files = isFileType(port.type.base) && isFileType(type.base);
  return unclear && files && type.depth === port.type.depth;
}

function illegalIssue(at: { id: string; port: PortDescriptor; text: string }): Issue {
  const { id, port, text } = at;
  return {
    code: 'port-type-mismatch',
    severity: 'error',
    message: `Port "${port.name}" of node "${id}" has the type ${writePortType(port.type)} and cannot be corrected to ${text}.`,
    hint: 'Only kinds of files that were guessed, and ports of type file or any, can be corrected. Remove the correction.',
    nodeId: id,
    port: port.name,
    path: ['nodes', id, 'types', port.name],
  };
}

function unknownIssue(id: string, name: string, names: readonly string[]): Issue {
  const nearest = nearestName(name, names);
  const list = `Its ports are: ${listNames(names)}.`;
  return {
    code: 'unknown-port',
    severity: 'error',
    message: `Node "${id}" has no port "${name}" whose type could be corrected.`,
    hint: nearest ? `Did you mean "${nearest}"? ${list}` : list,
    nodeId: id,
    port: name,
    path: ['nodes', id, 'types', name],
  };
}

function checkNode(id: string, node: WorkflowNode, { catalog, known }: Known): Issue[] {
  const descriptor = catalog.find(node.type);
  if (!descriptor || !node.types) return [];
  const { types, ...declared } = node;
  const { inputs, outputs, complete } = inferPorts(declared, descriptor, known);
  const ports = [...inputs, ...outputs];
  const names = [...new Set(ports.map((port) => port.name))];
  return Object.entries(types).flatMap(([name, text]) => {
    const named = ports.filter((port) => port.name === name);
    const wrong = named.find((port) => !mayBecome(port, text));
    if (wrong) return [illegalIssue({ id, port: wrong, text })];
    const isUnknown = named.length === 0 && complete && hasTemplate(node, descriptor);
    return isUnknown ? [unknownIssue(id, name, names)] : [];
  });
}

function withoutTypes(node: WorkflowNode, names: ReadonlySet<string | undefined>): WorkflowNode {
  const types = Object.entries(node.types ?? {}).filter(([name]) => !names.has(name));
  return { ...node, types: Object.fromEntries(types) };
}

/**
 * Finds corrections of port types that name no port or are not allowed. It comes before inference, and
 * gives the workflow without them, so that nothing else is wrong because of them.
 */
export function correctedTypes(
  workflow: Workflow,
  known: Known,
): { issues: Issue[]; workflow: Workflow } {
  const wrong = new Map<string, Issue[]>();
  for (const [id, node] of Object.entries(workflow.nodes)) {
    const issues = node.types ? checkNode(id, node, known) : [];
    if (issues.length > 0) wrong.set(id, issues);
  }
  if (wrong.size === 0) return { issues: [], workflow };
  const nodes = Object.entries(workflow.nodes).map(([id, node]) => {
    const issues = wrong.get(id);
    return [id, issues ? withoutTypes(node, new Set(issues.map(({ port }) => port))) : node];
  });
  return {
    issues: [...wrong.values()].flat(),
    workflow: { ...workflow, nodes: Object.fromEntries(nodes) as Workflow['nodes'] },
  };
}
