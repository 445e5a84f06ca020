import type { NodeCatalog } from '../definition/node-catalog.ts';
import type { Issue } from '../errors/issue.ts';
import { inferAxes } from '../typing/infer-axes.ts';
import { inferPorts } from '../typing/infer-ports.ts';
import type { NodePorts } from '../typing/node-ports.ts';
import type { ModelSet } from '../typing/model-set.ts';
import { referencesOf } from '../typing/references.ts';
import type { WorkflowSet } from '../typing/workflow-set.ts';
import { nearestName } from '../workflow/nearest-name.ts';
import { inputsWord } from '../workflow/parse-reference.ts';
import { WorkflowGraph, type Edge } from '../workflow/workflow-graph.ts';
import type { Workflow, WorkflowNode } from '../workflow/workflow-schema.ts';
import { findPath } from './find-cycles.ts';
import { listNames } from '../typing/list-names.ts';
import { writeCycle } from './rules/cycle.ts';
import { refuseConnection } from './rules/not-connectable.ts';

/** A connection that somebody is about to make. */
export interface ConnectionOptions {
  workflow: Workflow;
  catalog: NodeCatalog;
  models: ModelSet;
  /** The workflows that nodes run, as far as they are known. */
  workflows?: WorkflowSet;
  /** The source `inputs` with the name of an input as its port is an input of the workflow. */
  edge: Edge;
}

type Words = Pick<Issue, 'code' | 'message' | 'hint'>;

function refuse({ target, targetPort }: Edge, words: Words): Issue {
  const path = ['nodes', target, 'input', targetPort];
  return { ...words, severity: 'error', nodeId: target, port: targetPort, path };
}

function nodeOf(workflow: Workflow, id: string): WorkflowNode | undefined {
  return Object.hasOwn(workflow.nodes, id) ? workflow.nodes[id] : undefined;
}

function explainUnknownPorts(
  id: string,
  node: WorkflowNode,
  { catalog }: ConnectionOptions,
): Words {
  if (!catalog.find(node.type)) {
    return {
      code: 'unknown-node-type',
      message: `Node "${id}" has the type "${node.type}", which does not exist here, so its ports are not known.`,
      hint: 'Replace the node first.',
    };
  }
  if (!node.provider || !node.model) {
    return {
      code: 'missing-model',
      message: `Node "${id}" has no model yet, so its ports are not known.`,
      hint: 'Choose its model first.',
    };
  }
  return {
    code: 'unknown-model',
    message: `The ports of node "${id}" are not known, since its model "${node.model}" is not.`,
    hint: 'Wait until the model is loaded, or choose another one.',
  };
}

/** Checks that a node is there and has the port. */
function checkEnd(
  options: ConnectionOptions,
  end: { id: string; port: string; side: keyof Pick<NodePorts, 'inputs' | 'outputs'> },
): Issue | undefined {
  const { workflow, catalog, edge } = options;
  const { id, port, side } = end;
  const node = nodeOf(workflow, id);
  if (!node) {
    const message = `There is no node "${id}".`;
    return refuse(edge, { code: 'unknown-node', message, hint: 'Connect nodes of this workflow.' });
  }
  const descriptor = catalog.find(node.type);
  const ports = descriptor && inferPorts(node, descriptor, referencesOf(options));
  if (ports?.[side].some((known) => known.name === port)) return undefined;
  if (!ports?.complete) return refuse(edge, explainUnknownPorts(id, node, options));
  const names = ports[side].map((known) => known.name);
  const nearest = nearestName(port, names);
  return refuse(edge, {
    code: 'unknown-port',
    message: `Node "${id}" has no ${side === 'inputs' ? 'input' : 'output'} "${port}".`,
    hint: nearest ? `Did you mean "${nearest}"?` : `Its ${side} are: ${listNames(names)}.`,
  });
}

function checkPort(options: ConnectionOptions): Issue | undefined {
  const { workflow, catalog, edge } = options;
  const node = nodeOf(workflow, edge.target);
  const descriptor = node && catalog.find(node.type);
  const ports = descriptor && inferPorts(node, descriptor, referencesOf(options));
  const port = ports?.inputs.find((known) => known.name === edge.targetPort);
  return port && refuseConnection(edge.target, port);
}

function checkCycle(graph: WorkflowGraph, edge: Edge): Issue | undefined {
  const { source, target } = edge;
  if (source === target) {
    return refuse(edge, {
      code: 'cycle',
      message: `Node "${target}" would wait for its own result.`,
      hint: 'Connect it with another node.',
    });
  }
  const way = findPath(graph, { from: target, to: source });
  if (!way) return undefined;
  return refuse(edge, {
    code: 'cycle',
    message: `The nodes would wait for each other in a circle: ${writeCycle([...way, target])}.`,
    hint: 'Connect it with a node that does not depend on this one.',
  });
}

/** The workflow with the edge in it, and of it only what the target depends on. */
function withEdge({ workflow, edge }: ConnectionOptions, graph: WorkflowGraph): Workflow {
  const { source, sourcePort, target, targetPort, each } = edge;
  const reference = { $from: `${source}.${sourcePort}`, ...(each !== undefined && { each }) };
  const { bypass: _bypass, ...node } = workflow.nodes[target] as WorkflowNode;
  const connected = { ...node, input: { ...node.input, [targetPort]: reference } };
  const needed = graph.upstreamOf([source, target]);
  const nodes = Object.entries(workflow.nodes).filter(([id]) => needed.has(id));
  const { outputs: _outputs, ...rest } = workflow;
  return { ...rest, nodes: { ...Object.fromEntries(nodes), [target]: connected } };
}

/**
 * Says why an edge would not be accepted; undefined where it would. An edge that ends at the same port
 * already is taken as replaced.
 */
export function validateConnection(options: ConnectionOptions): Issue | undefined {
  const { workflow, catalog, edge } = options;
  const { source, sourcePort, target, targetPort } = edge;
  const graph = new WorkflowGraph(workflow);
  const refused =
    checkEnd(options, { id: target, port: targetPort, side: 'inputs' }) ??
    checkPort(options) ??
    (source === inputsWord
      ? undefined
      : (checkEnd(options, { id: source, port: sourcePort, side: 'outputs' }) ??
        checkCycle(graph, edge)));
  if (refused) return refused;
  const { issues } = inferAxes(withEdge(options, graph), catalog, referencesOf(options));
  return issues.find((issue) => issue.nodeId === target && issue.port === targetPort);
}
