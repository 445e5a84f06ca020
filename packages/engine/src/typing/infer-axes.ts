import type { Issue } from '../errors/issue.ts';
import type { NodeCatalog } from '../definition/node-catalog.ts';
import { parsePortType, type PortType } from '../definition/port-type.ts';
import { nearestName } from '../workflow/nearest-name.ts';
import { readInputValue, type InputValue } from '../workflow/input-value.ts';
import { parseReference, type ReferenceSource } from '../workflow/parse-reference.ts';
import { WorkflowGraph } from '../workflow/workflow-graph.ts';
import type { Workflow, WorkflowInput, WorkflowNode } from '../workflow/workflow-schema.ts';
import { AxisTable } from './axis-table.ts';
import { connectPort, type Incoming } from './connect-port.ts';
import { inferAllPorts, type NodePorts } from './infer-ports.ts';
import type { ModelSet } from './model-set.ts';
import { passThrough } from './pass-through.ts';
import type {
  TypedInput,
  TypedNode,
  TypedOutput,
  TypedSource,
  TypedWorkflow,
} from './typed-workflow.ts';
import { bindVariables, typeOfPort, type VariableBindings } from './bind-variables.ts';
import { valueBase, valueDepth } from './value-shape.ts';

/**
 * Decides, without running anything, what every port carries: how many steps a node has and which
 * values each of them gets.
 *
 * 1. A list output opens an axis; outputs that declare the same axis share it.
 * 2. A port maps over the axes its type does not take; the same axis advances together, different
 *    ones multiply in the order of the ports.
 * 3. The axes of a value are closed: those that an axis hangs on stand before it.
 */
class AxisInference {
  readonly issues: Issue[] = [];
  readonly nodes = new Map<string, TypedNode>();
  readonly table = new AxisTable();
  readonly #inputs = new Map<string, Incoming>();
  readonly #workflow: Workflow;
  readonly #catalog: NodeCatalog;
  readonly ports: Map<string, NodePorts>;

  constructor(workflow: Workflow, catalog: NodeCatalog, models: ModelSet) {
    this.#workflow = workflow;
    this.#catalog = catalog;
    this.ports = inferAllPorts(workflow.nodes, catalog, models);
    for (const [name, input] of Object.entries(workflow.inputs ?? {})) this.#addInput(name, input);
  }

  #addInput(name: string, input: WorkflowInput): void {
    const type = parsePortType(input.type);
    if (!type) return;
    const id = `inputs.${name}`;
    const owner = { kind: 'constant', name: id } as const;
    const depth = type.depth;
    this.#inputs.set(name, {
      source: { kind: 'input', name },
      base: type.base,
      axes: this.table.open({ id, innerId: id, depth, outer: [], owner }),
    });
  }

  /** What a reference gives, seen through bypassed nodes; undefined where an issue says why not. */
  resolve(source: ReferenceSource, at: { nodeId?: string; port?: string }): Incoming | undefined {
    const seen = new Set<string>();
    let current: ReferenceSource = source;
    for (;;) {
      if (current.kind === 'input') return this.#resolveInput(current.name, at);
      const node = this.#workflow.nodes[current.nodeId];
      if (!node?.bypass || seen.has(current.nodeId)) return this.#resolveOutput(current, at);
      seen.add(current.nodeId);
      const ports = this.ports.get(current.nodeId);
      const pair = ports && passThrough(ports);
      if (!pair || pair.output !== current.port) return undefined;
      const value = readInputValue(node.input?.[pair.input] ?? null);
      if (value.kind === 'reference') current = value.source;
      else if (value.kind === 'invalid') return undefined;
      else {
        const port = ports.inputs.find((candidate) => candidate.name === pair.input);
        return this.fromValue(value, { nodeId: current.nodeId, port: pair.input, depth: port?.type.depth ?? 0 });
      }
    }
  }

  #resolveInput(name: string, at: { nodeId?: string; port?: string }): Incoming | undefined {
    const incoming = this.#inputs.get(name);
    if (incoming) return incoming;
    const nearest = nearestName(name, this.#inputs.keys());
    this.#report('unknown-input', at, {
      message: `The workflow has no input "${name}".`,
      hint: nearest
        ? `Did you mean "inputs.${nearest}"?`
        : `Its inputs are: ${[...this.#inputs.keys()].join(', ') || 'none'}.`,
    });
    return undefined;
  }

  #resolveOutput(
    source: { nodeId: string; port: string },
    at: { nodeId?: string; port?: string },
  ): Incoming | undefined {
    if (!Object.hasOwn(this.#workflow.nodes, source.nodeId)) {
      const nearest = nearestName(source.nodeId, Object.keys(this.#workflow.nodes));
      this.#report('unknown-node', at, {
        message: `There is no node "${source.nodeId}".`,
        hint: nearest ? `Did you mean "${nearest}"?` : 'Name a node of this workflow.',
      });
      return undefined;
    }
    const typed = this.nodes.get(source.nodeId);
    const output = typed?.outputs.get(source.port);
    if (typed && output) {
      const axes = [...typed.axes, ...output.axes];
      return { source: { kind: 'node', ...source }, base: output.type.base, axes };
    }
    const ports = this.ports.get(source.nodeId);
    const missing = ports?.complete && !ports.outputs.some((port) => port.name === source.port);
    if (missing) {
      const names = ports.outputs.map((port) => port.name);
      const nearest = nearestName(source.port, names);
      this.#report('unknown-port', at, {
        message: `Node "${source.nodeId}" has no output "${source.port}".`,
        hint: nearest ? `Did you mean "${nearest}"?` : `Its outputs are: ${names.join(', ')}.`,
      });
    }
    return undefined;
  }

  /** What a value that stands in the file gives to a port that takes `depth` lists. */
  fromValue(
    value: InputValue,
    at: { nodeId: string; port: string; depth: number },
  ): Incoming {
    const id = `${at.nodeId}.${at.port}`;
    const owner = { kind: 'constant', name: id } as const;
    const depth = Math.max(0, valueDepth(value) - at.depth);
    return {
      source: { kind: 'value', name: id, value },
      base: valueBase(value),
      axes: this.table.open({ id, innerId: id, depth, outer: [], owner }),
      ownDepth: at.depth,
    };
  }

  typeNode(id: string, node: WorkflowNode): void {
    const descriptor = this.#catalog.find(node.type);
    const ports = this.ports.get(id);
    if (!descriptor || !ports || node.bypass) return;
    const arriving = new Map<string, { incoming: Incoming; each?: boolean }>();
    for (const port of ports.inputs) {
      const raw = node.input?.[port.name];
      if (raw === undefined) continue;
      const value = readInputValue(raw);
      if (value.kind === 'invalid') continue;
      if (value.kind !== 'reference') {
        const whole = !port.variable && (port.type.base === 'json' || port.type.base === 'any');
        const depth = whole ? Number.POSITIVE_INFINITY : port.type.depth;
        arriving.set(port.name, { incoming: this.fromValue(value, { nodeId: id, port: port.name, depth }) });
        continue;
      }
      const incoming = this.resolve(value.source, { nodeId: id, port: port.name });
      if (!incoming) continue;
      arriving.set(port.name, { incoming, ...(value.each !== undefined && { each: value.each }) });
    }
    const bindings = bindVariables(ports.inputs, arriving);
    const inputs: TypedInput[] = [];
    for (const port of ports.inputs) {
      const arrival = arriving.get(port.name);
      if (!arrival) continue;
      const connected = connectPort({ nodeId: id, port, ...arrival, bindings });
      this.issues.push(...connected.issues);
      if (connected.input) inputs.push(connected.input);
    }
    const axes = [...new Set(inputs.flatMap((input) => input.axes.slice(0, input.mapped)))];
    const outputs = this.#openOutputs({ id, ports, axes, bindings });
    this.nodes.set(id, { id, node, descriptor, axes, inputs, outputs, complete: ports.complete });
  }

  #openOutputs(options: {
    id: string;
    ports: NodePorts;
    axes: readonly number[];
    bindings: VariableBindings;
  }): Map<string, TypedOutput> {
    const { id, ports, axes, bindings } = options;
    return new Map(
      ports.outputs.map((port) => {
        const type = typeOfPort(port, bindings);
        const own = this.table.open({
          id: `${id}.${port.axis ?? port.name}`,
          innerId: `${id}.${port.name}`,
          depth: type.depth,
          outer: axes,
          owner: { kind: 'node', nodeId: id, port: port.name },
        });
        return [port.name, { port, type, axes: own }] as const;
      }),
    );
  }

  typeOutputs(): Map<string, { source: TypedSource; type: PortType }> {
    const outputs = new Map<string, { source: TypedSource; type: PortType }>();
    for (const [name, output] of Object.entries(this.#workflow.outputs ?? {})) {
      const source = parseReference(output.$from);
      const incoming = source && this.resolve(source, { port: `outputs.${name}` });
      if (!incoming) continue;
      const type = { base: incoming.base, depth: incoming.axes.length };
      outputs.set(name, { source: incoming.source, type });
    }
    return outputs;
  }

  #report(
    code: Issue['code'],
    at: { nodeId?: string; port?: string },
    words: { message: string; hint: string },
  ): void {
    this.issues.push({ code, severity: 'error', ...words, ...at });
  }
}

/** Types every node of a workflow that can be typed, and says what does not fit. Never throws. */
export function inferAxes(
  workflow: Workflow,
  catalog: NodeCatalog,
  models: ModelSet,
): { typed: TypedWorkflow; ports: ReadonlyMap<string, NodePorts>; issues: Issue[] } {
  const inference = new AxisInference(workflow, catalog, models);
  for (const id of new WorkflowGraph(workflow).topologicalOrder()) {
    const node = workflow.nodes[id];
    if (node) inference.typeNode(id, node);
  }
  const outputs = inference.typeOutputs();
  const typed = { nodes: inference.nodes, axes: inference.table.axes, outputs };
  return { typed, ports: inference.ports, issues: inference.issues };
}
