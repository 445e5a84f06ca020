import type { Axis, TypedNode, TypedSource, TypedWorkflow } from '../typing/typed-workflow.ts';
import type { WorkflowNode } from '../workflow/workflow-schema.ts';
import type { AxisUse, RunGraph, Slice } from './run-graph.ts';

/** What a workflow that is run by a node has around it. */
export interface Surroundings {
  /** Position of the entry in the graph: its outputs are the inputs of the workflow. */
  entry: number;
  /** Axes of the entry: each node of the workflow is mapped over them first. */
  outer: readonly AxisUse[];
  /** Entries that must have a value, one for each number of axes, outermost first. */
  gates: readonly Slice[];
  /** Whether the node accepts failures of its workflow. */
  accepts: boolean;
  /** Whether it, or a node around it, does. */
  contained: boolean;
  /** What holds for nodes that say nothing themselves. */
  settings: Pick<WorkflowNode, 'retry' | 'deadline'>;
}

/** Where a value is found in the graph. */
export interface Located {
  source: Slice['source'];
  /** How many axes are made of steps of the source; those after them are inside its values. */
  ofSteps: number;
  accepts: boolean;
}

type ConstantSource = Exclude<TypedSource, { kind: 'node' }>;

/** Where an axis that a node is mapped over stands among the node's axes. */
interface AxisPlace {
  /** Of the axes that the workflow of the axis is itself run for. */
  outer: readonly number[];
  of(axis: number): number;
}

const count = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** The name of the entry's output that holds a value which the workflow hands out as it stands in its file. */
export function handedPort(constant: string): string {
  return `outputs.${constant}`;
}

/**
 * One workflow on its way into the graph: the run's own, or one that a node runs. Says where the
 * graph has what stands for its nodes, inputs and axes, seen through the nodes that run workflows.
 */
export class Frame {
  readonly prefix: string;
  readonly typed: TypedWorkflow;
  readonly around: Surroundings | undefined;
  /** Positions in the graph, by node id. */
  readonly nodes = new Map<string, number>();
  /** Workflows that nodes of this one run, by node id. */
  readonly inner = new Map<string, Frame>();
  readonly #graph: RunGraph;
  readonly #constantOf: (frame: Frame, source: ConstantSource) => number;

  constructor(options: {
    prefix: string;
    typed: TypedWorkflow;
    graph: RunGraph;
    around?: Surroundings;
    constantOf: (frame: Frame, source: ConstantSource) => number;
  }) {
    this.prefix = options.prefix;
    this.typed = options.typed;
    this.around = options.around;
    this.#graph = options.graph;
    this.#constantOf = options.constantOf;
  }

  /** How many axes each node of the workflow has before its own. */
  get outer(): number {
    return this.around?.outer.length ?? 0;
  }

  /** Position of one of a node's own axes among all of its axes. */
  position(typed: TypedNode, axis: number): number {
    return this.outer + typed.axes.indexOf(axis);
  }

  /** Values of the file that the workflow hands out as they are; of a node's workflow the entry holds them. */
  handed(): Extract<TypedSource, { kind: 'value' }>[] {
    if (!this.around) return [];
    return [...this.typed.outputs.values()].flatMap(({ source }) =>
      source.kind === 'value' ? [source] : [],
    );
  }

  /** Finds what a source stands for. */
  locate(source: TypedSource): Located {
    if (source.kind !== 'node') return this.#locateConstant(source);
    const inner = this.inner.get(source.nodeId);
    const output = inner?.typed.outputs.get(source.port);
    if (inner && output) {
      const located = inner.locate(output.source);
      return { ...located, accepts: located.accepts || inner.accepts };
    }
    const node = this.nodes.get(source.nodeId) ?? -1;
    const ofSteps = this.#graph.nodes[node]?.axes.length ?? 0;
    return { source: { kind: 'node', node, port: source.port }, ofSteps, accepts: false };
  }

  get accepts(): boolean {
    return this.around?.accepts ?? false;
  }

  /** The part of a source that the axes at these positions of a node name. */
  slice(located: Located, mapped: readonly number[]): Slice {
    return this.#cut(located, [...count(this.outer), ...mapped], mapped);
  }

  /** What says how long one of the axes of a node is. */
  axisUse(typed: TypedNode, axis: number): AxisUse {
    const of = (other: number) => this.position(typed, other);
    return this.#axisUse(axis, { outer: count(this.outer), of });
  }

  #axisUse(index: number, place: AxisPlace): AxisUse {
    const axis = this.typed.axes[index] as Axis;
    const parents = axis.parents.map((parent) => place.of(parent));
    const id = this.prefix + axis.id;
    if (axis.owner.kind === 'constant') {
      const located = this.#locateConstant(toSource(axis.owner.name));
      return { id, ...this.#cut(located, [...place.outer, ...parents], parents) };
    }
    const { nodeId, port } = axis.owner;
    const use = this.#axisInside(axis, { nodeId, port }, place);
    if (use) return { ...use, id };
    const located = this.locate({ kind: 'node', nodeId, port });
    return { id, ...this.#cut(located, [...place.outer, ...parents], parents) };
  }

  /** An axis of a node that runs a workflow is one of the axes inside of it. */
  #axisInside(
    axis: Axis,
    at: { nodeId: string; port: string },
    place: AxisPlace,
  ): AxisUse | undefined {
    const inner = this.inner.get(at.nodeId);
    const output = inner?.typed.outputs.get(at.port);
    const node = this.typed.nodes.get(at.nodeId);
    const innerAxis = output?.axes[axis.level];
    if (!inner || !output || !node || innerAxis === undefined) return undefined;
    const own = node.outputs.get(at.port)?.axes ?? [];
    const outer = [...place.outer, ...node.axes.map((axisAround) => place.of(axisAround))];
    const use = inner.#axisUse(innerAxis, {
      outer,
      of: (other) => place.of(own[output.axes.indexOf(other)] ?? -1),
    });
    return {
      ...use,
      ...(use.source.kind === 'constant' && { gate: use.gate ?? inner.#gateAt(outer) }),
      ...(inner.accepts && { accepts: true }),
    };
  }

  #gateAt(outer: readonly number[]): Slice {
    const node = this.around?.entry ?? -1;
    return { source: { kind: 'node', node, port: '' }, projection: [...outer], digs: [] };
  }

  #cut(located: Located, ofNode: readonly number[], ofConstant: readonly number[]): Slice {
    const { source, ofSteps, accepts } = located;
    const positions = source.kind === 'node' ? ofNode : ofConstant;
    return {
      source,
      projection: positions.slice(0, ofSteps),
      digs: positions.slice(ofSteps),
      ...(accepts && { accepts }),
    };
  }

  #locateConstant(source: ConstantSource): Located {
    const port = this.#portOfEntry(source);
    if (this.around && port !== undefined) {
      const { entry, outer } = this.around;
      return {
        source: { kind: 'node', node: entry, port },
        ofSteps: outer.length,
        accepts: false,
      };
    }
    const constant = this.#constantOf(this, source);
    return { source: { kind: 'constant', constant }, ofSteps: 0, accepts: false };
  }

  #portOfEntry(source: ConstantSource): string | undefined {
    if (source.kind === 'input') return source.name;
    const isHanded = this.handed().some(({ name }) => name === source.name);
    return isHanded ? handedPort(source.name) : undefined;
  }
}

const inputPrefix = 'inputs.';

/** The source that an axis of this name belongs to; its value has been met before its axis. */
function toSource(name: string): ConstantSource {
  return name.startsWith(inputPrefix)
    ? { kind: 'input', name: name.slice(inputPrefix.length) }
    : { kind: 'value', name, value: { kind: 'literal', value: undefined } };
}
