import type { NodeCatalog } from '../definition/node-catalog.ts';
import type { NodeDescriptor } from '../definition/node-descriptor.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import type { Issue } from '../errors/issue.ts';
import type { NodePorts } from '../typing/node-ports.ts';
import type { ModelSet } from '../typing/model-set.ts';
import { passThrough } from '../typing/pass-through.ts';
import { portOfInput } from '../typing/workflow-ports.ts';
import type { WorkflowSet } from '../typing/workflow-set.ts';
import { readInputValue, type InputValue } from '../workflow/input-value.ts';
import { WorkflowGraph } from '../workflow/workflow-graph.ts';
import type { Workflow, WorkflowInput, WorkflowNode } from '../workflow/workflow-schema.ts';
import type { GivenValue } from './given-value.ts';
import { valueParts } from './value-parts.ts';

/** What a workflow is validated with. */
export interface ValidationOptions {
  catalog: NodeCatalog;
  models: ModelSet;
  /** Why models are not in `models`, or what else is to be said of them. */
  modelProblems?: readonly Issue[];
  /** The workflows that nodes run; not checked where it is missing. */
  workflows?: WorkflowSet;
  /** What is wrong with a workflow that nodes run, by its reference. */
  workflowProblems?: ReadonlyMap<string, readonly WorkflowProblem[]>;
  /** Ids of all providers; not checked where it is missing. */
  providers?: readonly string[];
  /** Paths of `$file` that are known to exist; not checked where it is missing. */
  files?: ReadonlySet<string>;
}

/** What is wrong with a workflow that nodes run. */
export interface WorkflowProblem extends Pick<Issue, 'code' | 'message' | 'severity' | 'hint'> {
  /** The way to the node inside of it that is wrong. */
  nodePath?: string;
}

/** A node with all that is known of it. */
export interface PlacedNode {
  id: string;
  node: WorkflowNode;
  /** Missing where the type is unknown. */
  descriptor?: NodeDescriptor;
  ports: NodePorts;
  /** False where ports may be missing, such as for an unknown model. */
  portsKnown: boolean;
  /** What stands in its inputs, by port; `null` is no value but for ports that take JSON. */
  values: ReadonlyMap<string, InputValue>;
  /** Of a bypassed node: the input whose value goes on. */
  passes?: string;
}

/** All that a rule looks at. */
export interface ValidationContext {
  workflow: Workflow;
  options: ValidationOptions;
  graph: WorkflowGraph;
  /** In document order. */
  nodes: readonly PlacedNode[];
  /** Values that stand in the document, in document order. */
  given: readonly GivenValue[];
  /** What the inference of types and axes found. */
  connectionIssues: readonly Issue[];
}

/** Looks for one kind of mistake in the whole document. */
export type ValidationRule = (context: ValidationContext) => Issue[];

const noPorts: NodePorts = { inputs: [], outputs: [], complete: false };

/** Whether the text that the ports of a node depend on stands in the file. */
export function hasTemplate(node: WorkflowNode, descriptor: NodeDescriptor): boolean {
  const from = descriptor.portsFrom;
  return from?.kind !== 'template' || typeof node.input?.[from.input] === 'string';
}

/** The input of a node that ought to be a template and is none. */
export function wrongTemplate({ node, descriptor }: PlacedNode): string | undefined {
  const from = descriptor?.portsFrom;
  if (!descriptor || from?.kind !== 'template') return undefined;
  return hasTemplate(node, descriptor) ? undefined : from.input;
}

function readValues(node: WorkflowNode, ports: NodePorts): Map<string, InputValue> {
  const byName = new Map(ports.inputs.map((port) => [port.name, port]));
  const values = new Map<string, InputValue>();
  for (const [name, raw] of Object.entries(node.input ?? {})) {
    const port = byName.get(name);
    if (raw === undefined || (raw === null && port && !isNullable(port))) continue;
    const value = readInputValue(raw);
    if (value.kind !== 'invalid') values.set(name, value);
  }
  return values;
}

function isNullable({ type }: PortDescriptor): boolean {
  return type.base === 'json' || type.base === 'any';
}

function placeNode(
  id: string,
  node: WorkflowNode,
  known: { catalog: NodeCatalog; ports: ReadonlyMap<string, NodePorts> },
): PlacedNode {
  const descriptor = known.catalog.find(node.type);
  const ports = known.ports.get(id) ?? noPorts;
  const portsKnown = descriptor !== undefined && ports.complete && hasTemplate(node, descriptor);
  const passes = node.bypass && portsKnown ? passThrough(ports)?.input : undefined;
  return {
    id,
    node,
    ...(descriptor && { descriptor }),
    ports,
    portsKnown,
    values: readValues(node, ports),
    ...(passes !== undefined && { passes }),
  };
}

function givenAtNode(placed: PlacedNode): GivenValue[] {
  const { id, node, ports, values, passes } = placed;
  const template = wrongTemplate(placed);
  const byName = new Map(ports.inputs.map((port) => [port.name, port]));
  return [...values].flatMap(([name, value]): GivenValue[] => {
    const port = byName.get(name);
    if (!port || value.kind === 'reference' || name === template) return [];
    return [
      {
        origin: 'input',
        nodeId: id,
        port,
        path: ['nodes', id, 'input', name],
        parts: valueParts(value, port, { fansOut: true }),
        dormant: (node.mute ?? false) || (node.bypass === true && name !== passes),
      },
    ];
  });
}

function givenAsDefault(name: string, input: WorkflowInput): GivenValue[] {
  const port = portOfInput(name, input);
  if (input.default === undefined) return [];
  const value = readInputValue(input.default);
  if (value.kind === 'invalid' || value.kind === 'reference') return [];
  return [
    {
      origin: 'default',
      port,
      path: ['inputs', name, 'default'],
      parts: valueParts(value, port, { fansOut: false }),
      dormant: false,
    },
  ];
}

/** Reads a workflow once for all rules. */
export function createValidationContext(
  workflow: Workflow,
  options: ValidationOptions,
  inferred: { ports: ReadonlyMap<string, NodePorts>; issues: readonly Issue[] },
): ValidationContext {
  const known = { catalog: options.catalog, ports: inferred.ports };
  const nodes = Object.entries(workflow.nodes).map(([id, node]) => placeNode(id, node, known));
  const defaults = Object.entries(workflow.inputs ?? {}).flatMap(([name, input]) =>
    givenAsDefault(name, input),
  );
  return {
    workflow,
    options,
    graph: new WorkflowGraph(workflow),
    nodes,
    given: [...defaults, ...nodes.flatMap(givenAtNode)],
    connectionIssues: inferred.issues,
  };
}
