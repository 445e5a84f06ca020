import { modelKey, type ModelSet } from '../typing/model-set.ts';
import type {
  Axis,
  TypedInput,
  TypedNode,
  TypedSource,
  TypedWorkflow,
} from '../typing/typed-workflow.ts';
import type { InputValue } from '../workflow/input-value.ts';
import { inputsWord } from '../workflow/parse-reference.ts';
import { parseDuration } from '../workflow/workflow-schema.ts';
import type { AxisUse, PlannedInput, PlannedNode, RunGraph, Slice } from './run-graph.ts';

/** Most steps that a run may have where nothing else is said. */
export const defaultMaxSteps = 10_000;

/** What a workflow is compiled with. */
export interface BuildOptions {
  typed: TypedWorkflow;
  models: ModelSet;
  /** Values of the workflow's inputs, by name. */
  inputs: Readonly<Record<string, unknown>>;
  /** The value that an input value of the file stands for; `special` where steps resolve it. */
  valueOf(value: InputValue): { value: unknown; special: boolean };
  /** @defaultValue {@link defaultMaxSteps} */
  maxSteps?: number | undefined;
}

class GraphBuilder {
  readonly graph: RunGraph;
  readonly #options: BuildOptions;
  readonly #nodes = new Map<string, number>();
  readonly #constants = new Map<string, number>();

  constructor(options: BuildOptions) {
    this.#options = options;
    const maxSteps = options.maxSteps ?? defaultMaxSteps;
    this.graph = { nodes: [], constants: [], outputs: [], maxSteps };
  }

  addNode(typed: TypedNode): void {
    // First the inputs: the literals among them are constants that the axes may name.
    const inputs = typed.inputs.map((input) => this.#input(input, typed));
    this.#nodes.set(typed.id, this.graph.nodes.length);
    const { node, descriptor } = typed;
    const planned: PlannedNode = {
      id: typed.id,
      type: node.type,
      nodeTypeVersion: descriptor.version,
      cacheable: descriptor.deterministic && !descriptor.sideEffects,
      outputs: [...typed.outputs.values()].map((output) => output.port),
      axes: typed.axes.map((axis) => this.#axisUse(axis, typed)),
      inputs,
      onItemError: node.onItemError ?? 'fail',
      muted: node.mute ?? false,
    };
    if (node.title !== undefined) planned.title = node.title;
    if (node.provider !== undefined) planned.provider = node.provider;
    if (node.model !== undefined) planned.model = node.model;
    const model = this.#options.models.get(modelKey(node.provider ?? '', node.model ?? ''));
    if (model) planned.modelVersion = model.version;
    if (node.retry) planned.retry = node.retry;
    const deadlineMs = parseDuration(node.deadline ?? '');
    if (deadlineMs !== undefined) planned.deadlineMs = deadlineMs;
    this.graph.nodes.push(planned);
  }

  addOutput(name: string, source: TypedSource): void {
    const gathered = this.#axesOfSource(source);
    this.graph.outputs.push({ name, source: this.#source(source), gathered });
  }

  #input(input: TypedInput, typed: TypedNode): PlannedInput {
    const source = this.#source(input.source);
    const ofSteps = this.#axesOfSource(input.source);
    const positions = input.axes.slice(0, input.mapped).map((axis) => typed.axes.indexOf(axis));
    const collected = input.axes.length - input.mapped;
    const planned: PlannedInput = {
      port: input.port,
      sourceType: input.sourceType,
      type: input.type,
      source,
      projection: positions.slice(0, ofSteps),
      digs: positions.slice(ofSteps),
      tolerant: input.port.tolerant ?? false,
      collected,
      gathered: Math.max(0, ofSteps - input.mapped),
    };
    if (collected > 0) planned.collectKey = `${input.axes.join(',')} ${input.mapped}`;
    return planned;
  }

  #axisUse(index: number, typed: TypedNode): AxisUse {
    const axis = this.#options.typed.axes[index] as Axis;
    const { owner } = axis;
    const positions = axis.parents.map((parent) => typed.axes.indexOf(parent));
    const ofSteps = owner.kind === 'node' ? this.#axesOfSource(owner) : 0;
    const source =
      owner.kind === 'node'
        ? this.#source(owner)
        : { kind: 'constant' as const, constant: this.#constants.get(owner.name) ?? -1 };
    return {
      id: axis.id,
      source,
      projection: positions.slice(0, ofSteps),
      digs: positions.slice(ofSteps),
    };
  }

  /** Axes of the source that are made of steps; the rest is inside its values. */
  #axesOfSource(source: TypedSource): number {
    if (source.kind !== 'node') return 0;
    return this.#options.typed.nodes.get(source.nodeId)?.axes.length ?? 0;
  }

  #source(source: TypedSource): Slice['source'] {
    if (source.kind === 'node') {
      return { kind: 'node', node: this.#nodes.get(source.nodeId) ?? -1, port: source.port };
    }
    return { kind: 'constant', constant: this.#constant(source) };
  }

  #constant(source: Exclude<TypedSource, { kind: 'node' }>): number {
    const name = source.kind === 'input' ? `${inputsWord}.${source.name}` : source.name;
    const known = this.#constants.get(name);
    if (known !== undefined) return known;
    const { value, special } =
      source.kind === 'input'
        ? { value: this.#options.inputs[source.name], special: false }
        : this.#options.valueOf(source.value);
    const index = this.graph.constants.push({ name, value, special }) - 1;
    this.#constants.set(name, index);
    return index;
  }
}

/** Compiles a typed workflow and its inputs for running. The workflow has been validated. */
export function buildRunGraph(options: BuildOptions): RunGraph {
  const builder = new GraphBuilder(options);
  for (const node of options.typed.nodes.values()) builder.addNode(node);
  for (const [name, { source }] of options.typed.outputs) builder.addOutput(name, source);
  return builder.graph;
}
