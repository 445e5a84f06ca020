import type { Issue } from '../errors/issue.ts';
import type { NodeCatalog } from '../definition/node-catalog.ts';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { parsePortType } from '../definition/port-type.ts';
import { readInputValue, type InputValue } from '../workflow/input-value.ts';
import { parseReference, type ReferenceSource } from '../workflow/parse-reference.ts';
import { WorkflowGraph } from '../workflow/workflow-graph.ts';
import type { Workflow, WorkflowInput, WorkflowNode } from '../workflow/workflow-schema.ts';
import { AxisTable } from './axis-table.ts';
import { connectPort, takesWhole } from './connect-port.ts';
import type { Incoming } from './incoming.ts';
import { inferAllPorts } from './infer-ports.ts';
import type { NodePorts } from './node-ports.ts';
import { listNames } from './list-names.ts';
import { NameSearch } from './name-search.ts';
import { passThrough } from './pass-through.ts';
import type { References } from './references.ts';
import type {
  TypedInput,
  TypedNode,
  TypedOutput,
  TypedWorkflow,
  TypedWorkflowOutput,
} from './typed-workflow.ts';
import { bindVariables, typeOfPort, type VariableBindings } from './bind-variables.ts';
import { valueBase, valueDepth } from './value-shape.ts';

/** What stands in an input of a node: a value, or what its reference gives where that is known. */
interface Found {
  value?: InputValue;
  incoming?: Incoming;
  each?: boolean;
}

type Place = Pick<Issue, 'nodeId' | 'port' | 'path'>;
type OutputSource = Extract<ReferenceSource, { kind: 'node' }>;

/**
 * Decides, without running anything, what every port carries: how many steps a node has and which
 * values each of them gets.
 *
 * 1. A list output opens an axis; outputs that declare the same axis share it.
 * 2. A port maps over the axes its type does not take; the same axis advances together, different
 *    ones multiply in the order of the ports.
 * 3. The axes of a value are closed: those that an axis hangs on stand before it.
 * 4. What is only wrong because something before it could not be typed is not reported.
 */
class AxisInference {
  readonly issues: Issue[] = [];
  readonly nodes = new Map<string, TypedNode>();
  readonly table = new AxisTable();
  readonly #inputs = new Map<string, Incoming>();
  /** What bypassed nodes pass on, and through which output. */
  readonly #passed = new Map<string, { output: string; incoming?: Incoming }>();
  /** Nodes that may have more axes than are known. */
  readonly #unsure = new Set<string>();
  readonly #search = new NameSearch();
  readonly #nodeIds: readonly string[];
  readonly #workflow: Workflow;
  readonly #catalog: NodeCatalog;
  readonly ports: Map<string, NodePorts>;

  constructor(workflow: Workflow, catalog: NodeCatalog, known: References) {
    this.#workflow = workflow;
    this.#catalog = catalog;
    this.#nodeIds = Object.keys(workflow.nodes);
    this.ports = inferAllPorts(workflow.nodes, catalog, known);
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
  resolve(source: ReferenceSource, at: Place): Incoming | undefined {
    if (source.kind === 'input') return this.#resolveInput(source.name, at);
    const node = this.#nodeOf(source.nodeId);
    if (!node) {
      this.#report('unknown-node', at, {
        message: `There is no node "${source.nodeId}".`,
        hint:
          this.#search.didYouMean(source.nodeId, this.#nodeIds) ?? 'Name a node of this workflow.',
      });
      return undefined;
    }
    if (this.#lacksOutput(source, at)) return undefined;
    return node.bypass ? this.#resolvePassed(source, at) : this.#resolveOutput(source);
  }

  #nodeOf(id: string): WorkflowNode | undefined {
    return Object.hasOwn(this.#workflow.nodes, id) ? this.#workflow.nodes[id] : undefined;
  }

  #resolveInput(name: string, at: Place): Incoming | undefined {
    const incoming = this.#inputs.get(name);
    if (incoming) return incoming;
    const names = [...this.#inputs.keys()];
    const nearest = this.#search.nearest(name, names);
    this.#report('unknown-input', at, {
      message: `The workflow has no input "${name}".`,
      hint: nearest ? `Did you mean "inputs.${nearest}"?` : `Its inputs are: ${listNames(names)}.`,
    });
    return undefined;
  }

  #lacksOutput({ nodeId, port }: OutputSource, at: Place): boolean {
    const ports = this.ports.get(nodeId);
    if (!ports?.complete || ports.outputs.some((output) => output.name === port)) return false;
    const names = ports.outputs.map((output) => output.name);
    this.#report('unknown-port', at, {
      message: `Node "${nodeId}" has no output "${port}".`,
      hint: this.#search.didYouMean(port, names) ?? `Its outputs are: ${listNames(names)}.`,
    });
    return true;
  }

  #resolvePassed({ nodeId, port }: OutputSource, at: Place): Incoming | undefined {
    const passed = this.#passed.get(nodeId);
    if (!passed || passed.output === port) return passed?.incoming;
    this.#report('cannot-bypass', at, {
      message: `Node "${nodeId}" is bypassed and passes on only its output "${passed.output}"; "${port}" gives nothing.`,
      hint: 'Turn the bypass off, or use the output that is passed on.',
    });
    return undefined;
  }

  #resolveOutput(source: OutputSource): Incoming | undefined {
    const typed = this.nodes.get(source.nodeId);
    const output = typed?.outputs.get(source.port);
    if (!typed || !output) return undefined;
    const axes = [...typed.axes, ...output.axes];
    const unsure = this.#unsure.has(source.nodeId);
    // What an unresolved variable stands for would be a guess.
    const base = unsure && output.port.variable ? 'any' : output.type.base;
    return { source: { ...source }, base, axes, unsure };
  }

  /** What a value that stands in the file gives to the port it stands at. */
  #fromValue(value: InputValue, nodeId: string, port: PortDescriptor): Incoming {
    const ownDepth = takesWhole(port) ? Number.POSITIVE_INFINITY : port.type.depth;
    const depth = Math.max(0, valueDepth(value) - ownDepth);
    return { ...this.#constant(value, `${nodeId}.${port.name}`, depth), ownDepth };
  }

  /** What a value that stands at a bypassed node gives to the ports behind it. */
  #passedValue(value: InputValue, nodeId: string, port: PortDescriptor): Incoming {
    const { type } = port;
    const depth = takesWhole(port) ? type.depth : Math.max(type.depth, valueDepth(value));
    const constant = this.#constant(value, `${nodeId}.${port.name}`, depth);
    return port.variable ? constant : { ...constant, base: type.base };
  }

  #constant(value: InputValue, id: string, depth: number): Incoming {
    const owner = { kind: 'constant', name: id } as const;
    return {
      source: { kind: 'value', name: id, value },
      base: valueBase(value),
      axes: this.table.open({ id, innerId: id, depth, outer: [], owner }),
    };
  }

  typeNode(id: string, node: WorkflowNode): void {
    const found = this.#readInputs(id, node);
    const descriptor = this.#catalog.find(node.type);
    const ports = this.ports.get(id);
    if (!descriptor || !ports) return;
    if (node.bypass) {
      this.#bypass(id, ports, found);
      return;
    }
    const arriving = this.#arriving(id, ports, found);
    const bindings = bindVariables(ports.inputs, arriving);
    const inputs: TypedInput[] = [];
    for (const port of ports.inputs) {
      const arrival = arriving.get(port.name);
      if (!arrival) continue;
      const connected = connectPort({ nodeId: id, port, ...arrival, bindings });
      this.issues.push(...connected.issues);
      if (connected.input) inputs.push(connected.input);
    }
    // Something that was to come here is missing, and might have brought axes.
    const unsure = inputs.length < found.size || !ports.complete;
    if (unsure || [...arriving.values()].some(({ incoming }) => incoming.unsure)) {
      this.#unsure.add(id);
    }
    const axes = [...new Set(inputs.flatMap((input) => input.axes.slice(0, input.mapped)))];
    const outputs = this.#openOutputs({ id, ports, axes, bindings });
    this.nodes.set(id, { id, node, descriptor, axes, inputs, outputs, complete: ports.complete });
  }

  /** Reads all that stands in the inputs of a node; references are resolved, whatever the ports. */
  #readInputs(id: string, node: WorkflowNode): Map<string, Found> {
    const nullable = new Set(
      this.ports
        .get(id)
        ?.inputs.filter(({ type }) => type.base === 'any' || type.base === 'json')
        .map((port) => port.name),
    );
    const found = new Map<string, Found>();
    for (const [name, raw] of Object.entries(node.input ?? {})) {
      if (raw === undefined || (raw === null && !nullable.has(name))) continue;
      const value = readInputValue(raw);
      if (value.kind !== 'reference') {
        found.set(name, value.kind === 'invalid' ? {} : { value });
        continue;
      }
      const path = ['nodes', id, 'input', name];
      const incoming = this.resolve(value.source, { nodeId: id, port: name, path });
      found.set(name, {
        ...(incoming && { incoming }),
        ...(value.each !== undefined && { each: value.each }),
      });
    }
    return found;
  }

  #arriving(
    id: string,
    ports: NodePorts,
    found: ReadonlyMap<string, Found>,
  ): Map<string, { incoming: Incoming; each?: boolean }> {
    const arriving = new Map<string, { incoming: Incoming; each?: boolean }>();
    for (const port of ports.inputs) {
      const { value, incoming, each } = found.get(port.name) ?? {};
      if (value) arriving.set(port.name, { incoming: this.#fromValue(value, id, port) });
      if (incoming) {
        arriving.set(port.name, { incoming, ...(each !== undefined && { each }) });
      }
    }
    return arriving;
  }

  #bypass(id: string, ports: NodePorts, found: ReadonlyMap<string, Found>): void {
    const pair = ports.complete ? passThrough(ports) : undefined;
    const port = ports.inputs.find((candidate) => candidate.name === pair?.input);
    if (!pair || !port) return;
    const { value, incoming } = found.get(port.name) ?? {};
    const passed = value ? this.#passedValue(value, id, port) : incoming;
    this.#passed.set(id, { output: pair.output, ...(passed && { incoming: passed }) });
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

  typeOutputs(): Map<string, TypedWorkflowOutput> {
    const outputs = new Map<string, TypedWorkflowOutput>();
    for (const [name, output] of Object.entries(this.#workflow.outputs ?? {})) {
      const source = parseReference(output.$from);
      const incoming = source && this.resolve(source, { path: ['outputs', name, '$from'] });
      if (!incoming) continue;
      const { axes } = incoming;
      const type = { base: incoming.base, depth: axes.length };
      outputs.set(name, { source: incoming.source, type, axes });
    }
    return outputs;
  }

  #report(code: Issue['code'], at: Place, words: { message: string; hint: string }): void {
    this.issues.push({ code, severity: 'error', ...words, ...at });
  }
}

/** Types every node of a workflow that can be typed, and says what does not fit. Never throws. */
export function inferAxes(
  workflow: Workflow,
  catalog: NodeCatalog,
  known: References,
): { typed: TypedWorkflow; ports: ReadonlyMap<string, NodePorts>; issues: Issue[] } {
  const inference = new AxisInference(workflow, catalog, known);
  for (const id of new WorkflowGraph(workflow).topologicalOrder()) {
    const node = workflow.nodes[id];
    if (node) inference.typeNode(id, node);
  }
  const outputs = inference.typeOutputs();
  const typed = { nodes: inference.nodes, axes: inference.table.axes, outputs };
  return { typed, ports: inference.ports, issues: inference.issues };
}
