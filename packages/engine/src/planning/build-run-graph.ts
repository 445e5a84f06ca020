import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { modelKey, type ModelSet } from '../typing/model-set.ts';
import type {
  TypedInput,
  TypedNode,
  TypedSource,
  TypedWorkflow,
} from '../typing/typed-workflow.ts';
import type { KnownWorkflow, WorkflowSet } from '../typing/workflow-set.ts';
import { readInputValue, type InputValue } from '../workflow/input-value.ts';
import { inputsWord } from '../workflow/parse-reference.ts';
import { parseDuration, type WorkflowNode } from '../workflow/workflow-schema.ts';
import { Frame, handedPort } from './frame.ts';
import type { PlannedInput, PlannedNode, RunGraph, Slice } from './run-graph.ts';

/** Most steps that a run may have where nothing else is said. */
export const defaultMaxSteps = 10_000;

/** What a workflow is compiled with. */
export interface BuildOptions {
  typed: TypedWorkflow;
  models: ModelSet;
  /** Those that nodes run. */
  workflows?: WorkflowSet | undefined;
  /** Values of the workflow's inputs, by name. */
  inputs: Readonly<Record<string, unknown>>;
  /** The value that an input value of the file stands for; `special` where steps resolve it. */
  valueOf(value: InputValue): { value: unknown; special: boolean };
  /** @defaultValue {@link defaultMaxSteps} */
  maxSteps?: number | undefined;
}

type ConstantSource = Exclude<TypedSource, { kind: 'node' }>;

const whole = (slice: Slice, length: number): Slice => ({
  ...slice,
  projection: Array.from({ length }, (_, index) => index),
  digs: [],
});

/**
 * Puts a typed workflow into a graph, and those that its nodes run in the place of these nodes.
 *
 * 1. A workflow that a node runs is run once for each step of its entry, which holds its inputs.
 * 2. Whoever takes an output of the node takes it from the node inside that makes it.
 */
class GraphBuilder {
  readonly graph: RunGraph;
  readonly #options: BuildOptions;
  readonly #constants = new Map<string, number>();
  readonly #root: Frame;

  constructor(options: BuildOptions) {
    this.#options = options;
    const maxSteps = options.maxSteps ?? defaultMaxSteps;
    this.graph = { nodes: [], constants: [], outputs: [], maxSteps };
    this.#root = this.#frame({ prefix: '', typed: options.typed });
  }

  build(): RunGraph {
    for (const node of this.#options.typed.nodes.values()) this.#addNode(this.#root, node);
    for (const [name, output] of this.#options.typed.outputs) {
      const { source, ofSteps } = this.#root.locate(output.source);
      this.graph.outputs.push({ name, source, gathered: ofSteps });
    }
    return this.graph;
  }

  #frame(options: Pick<Frame, 'prefix' | 'typed'> & { around?: Frame['around'] }): Frame {
    const { prefix, typed, around } = options;
    return new Frame({
      prefix,
      typed,
      graph: this.graph,
      ...(around && { around }),
      constantOf: (frame, source) => this.#constant(frame, source),
    });
  }

  /** The positions in the graph of what stands for a node; what is inside of it is not among them. */
  #addNode(frame: Frame, typed: TypedNode): number {
    const { node, descriptor } = typed;
    const runs = descriptor.portsFrom?.kind === 'workflow' && node.workflow;
    const known = runs ? this.#options.workflows?.get(runs) : undefined;
    return known ? this.#addWorkflow(frame, typed, known) : this.#push(this.#plan(frame, typed));
  }

  #push(planned: PlannedNode): number {
    return this.graph.nodes.push(planned) - 1;
  }

  #plan(frame: Frame, typed: TypedNode): PlannedNode {
    // First the inputs: the literals among them are constants that the axes may name.
    const inputs = typed.inputs.map((input) => this.#input(frame, input, typed));
    frame.nodes.set(typed.id, this.graph.nodes.length);
    const { node, descriptor } = typed;
    const { around } = frame;
    const planned: PlannedNode = {
      id: frame.prefix + typed.id,
      type: node.type,
      nodeTypeVersion: descriptor.version,
      cacheable: descriptor.deterministic && !descriptor.sideEffects,
      outputs: [...typed.outputs.values()].map((output) => output.port),
      axes: [...(around?.outer ?? []), ...typed.axes.map((axis) => frame.axisUse(typed, axis))],
      inputs,
      onItemError: node.onItemError ?? 'fail',
      muted: node.mute ?? false,
      ...(around && { gates: [...around.gates] }),
      ...(around?.contained && { contained: true }),
    };
    this.#addSettings(planned, node, around?.settings ?? {});
    return planned;
  }

  #addSettings(
    planned: PlannedNode,
    node: WorkflowNode,
    around: Pick<WorkflowNode, 'retry' | 'deadline'>,
  ): void {
    if (node.title !== undefined) planned.title = node.title;
    if (node.provider !== undefined) planned.provider = node.provider;
    if (node.model !== undefined) planned.model = node.model;
    const model = this.#options.models.get(modelKey(node.provider ?? '', node.model ?? ''));
    if (model) planned.modelVersion = model.version;
    const retry = node.retry ?? around.retry;
    if (retry) planned.retry = retry;
    const deadlineMs = parseDuration(node.deadline ?? around.deadline ?? '');
    if (deadlineMs !== undefined) planned.deadlineMs = deadlineMs;
  }

  /** Adds the entry, the nodes inside, and the node itself. */
  #addWorkflow(frame: Frame, typed: TypedNode, known: KnownWorkflow): number {
    const planned = this.#plan(frame, typed);
    const { length } = planned.axes;
    const entryAt = this.graph.nodes.length;
    const source = { kind: 'node', node: entryAt, port: '' } as const;
    const gate = whole({ source, projection: [], digs: [] }, length);
    const { around } = frame;
    const accepts = planned.onItemError === 'skip';
    const inner = this.#frame({
      prefix: `${planned.id}/`,
      typed: known.typed,
      around: {
        entry: entryAt,
        outer: planned.axes,
        gates: [...(around?.gates ?? []).filter((g) => g.projection.length < length), gate],
        accepts,
        contained: accepts || (around?.contained ?? false),
        settings: {
          retry: typed.node.retry ?? around?.settings.retry,
          deadline: typed.node.deadline ?? around?.settings.deadline,
        },
      },
    });
    this.#push(this.#toEntry(planned, inner, known));
    const inside = [...known.typed.nodes.values()].map((node) => this.#addNode(inner, node));
    frame.inner.set(typed.id, inner);
    frame.nodes.delete(typed.id);
    const { retry: _retry, deadlineMs: _deadlineMs, ...rest } = planned;
    const at = this.#push({
      ...rest,
      role: 'workflow',
      cacheable: false,
      inputs: this.#outputsOf(inner, known, length),
      awaits: [gate, ...inside.map((node) => ({ ...gate, source: { ...gate.source, node } }))],
    });
    for (const part of [entryAt, ...inside]) this.#setWithin(part, at);
    return at;
  }

  #setWithin(node: number, around: number): void {
    const planned = this.graph.nodes[node];
    if (planned) planned.within = around;
  }

  /** The step that holds the inputs of a workflow: what is given, and defaults where nothing is. */
  #toEntry(planned: PlannedNode, inner: Frame, known: KnownWorkflow): PlannedNode {
    const given = new Set(planned.inputs.map(({ port }) => port.name));
    const constants = known.ports.inputs
      .filter(({ name }) => !given.has(name))
      .flatMap((port): PlannedInput[] => {
        const value = readInputValue(known.workflow.inputs?.[port.name]?.default);
        const isGiven =
          value.kind !== 'invalid' && !(value.kind === 'literal' && value.value === undefined);
        return isGiven ? [this.#constantInput(inner, port, value)] : [];
      });
    const handed = inner.handed().map(({ name, value }) => {
      const type = { base: 'any', depth: 0 } as const;
      const port = { name: handedPort(name), type, required: false, connectable: false };
      return this.#constantInput(inner, port, value);
    });
    const { title: _title, retry: _retry, deadlineMs: _deadlineMs, ...rest } = planned;
    return {
      ...rest,
      id: inner.prefix + inputsWord,
      role: 'entry',
      cacheable: false,
      inputs: [...planned.inputs, ...constants, ...handed],
      outputs: known.ports.inputs.map(({ axis: _axis, ...port }) => port),
    };
  }

  #constantInput(inner: Frame, port: PortDescriptor, value: InputValue): PlannedInput {
    const name = `${inner.prefix}${inputsWord}.${port.name}`;
    const constant = this.#addConstant(name, this.#options.valueOf(value));
    return {
      port,
      sourceType: port.type,
      type: port.type,
      source: { kind: 'constant', constant },
      projection: [],
      digs: [],
      tolerant: false,
      collected: 0,
      gathered: 0,
    };
  }

  /** What comes out of a workflow, as the node that runs it shows it when all has ended. */
  #outputsOf(inner: Frame, known: KnownWorkflow, outer: number): PlannedInput[] {
    return known.ports.outputs.flatMap((port): PlannedInput[] => {
      const output = known.typed.outputs.get(port.name);
      if (!output) return [];
      const located = inner.locate(output.source);
      const gathered = Math.max(0, located.ofSteps - outer);
      const slice = whole({ source: located.source, projection: [], digs: [] }, outer);
      const { type } = output;
      return [
        { ...slice, port, sourceType: type, type, tolerant: true, collected: gathered, gathered },
      ];
    });
  }

  #input(frame: Frame, input: TypedInput, typed: TypedNode): PlannedInput {
    const located = frame.locate(input.source);
    const mapped = input.axes.slice(0, input.mapped).map((axis) => frame.position(typed, axis));
    const slice = frame.slice(located, mapped);
    const collected = input.axes.length - input.mapped;
    const used = slice.projection.length + slice.digs.length;
    const planned: PlannedInput = {
      ...slice,
      port: input.port,
      sourceType: input.sourceType,
      type: input.type,
      tolerant: input.port.tolerant ?? false,
      collected,
      gathered: Math.max(0, located.ofSteps - used),
    };
    if (collected > 0) planned.collectKey = `${input.axes.join(',')} ${input.mapped}`;
    return planned;
  }

  #constant(frame: Frame, source: ConstantSource): number {
    const name =
      frame.prefix + (source.kind === 'input' ? `${inputsWord}.${source.name}` : source.name);
    const known = this.#constants.get(name);
    if (known !== undefined) return known;
    const resolved =
      source.kind === 'input'
        ? { value: this.#options.inputs[source.name], special: false }
        : this.#options.valueOf(source.value);
    return this.#addConstant(name, resolved);
  }

  #addConstant(name: string, { value, special }: { value: unknown; special: boolean }): number {
    const index = this.graph.constants.push({ name, value, special }) - 1;
    this.#constants.set(name, index);
    return index;
  }
}

/** Compiles a typed workflow and its inputs for running. The workflow has been validated. */
export function buildRunGraph(options: BuildOptions): RunGraph {
  return new GraphBuilder(options).build();
}
