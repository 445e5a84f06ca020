import {
  connect,
  nestingOf,
  outputType,
  type Arrival,
  type Connected,
  type Shape,
} from './fan-out-rules.ts';
import {
  addMakers,
  alignGaps,
  descend,
  findError,
  Gap,
  Items,
  Leaf,
  nest,
  strip,
  type Axis,
  type Indices,
  type Nested,
  type SkipKind,
} from './nested-values.ts';
import { fateOf, signatureOf, type Base, type Misfortune, type Signature } from './signatures.ts';

/**
 * What a run must come to, found out one item after the other: recursively, with values as nested
 * lists in which gaps are explicit. Shares no code with typing, planning and running.
 */
export interface Expectation {
  status: 'succeeded' | 'failed';
  outputs: Record<string, unknown>;
  steps: ReadonlyMap<string, ExpectedStep>;
}

export interface ExpectedStep {
  id: string;
  nodeId: string;
  status: 'succeeded' | 'failed' | 'skipped';
  skipped?: SkipKind;
  attempts: number;
  input?: Record<string, unknown>;
  output?: Record<string, unknown>;
  /** Steps whose end this one had to wait for. */
  sources: ReadonlySet<string>;
}

/** The parts of a workflow that the evaluator reads. */
export interface PlainWorkflow {
  nodes: Record<string, PlainNode>;
  outputs?: Record<string, { $from: string }> | undefined;
  inputs?: Record<string, { type: string }> | undefined;
}

export interface PlainNode {
  [other: string]: unknown;
  type: string;
  model?: string | undefined;
  input?: Record<string, unknown> | undefined;
  onItemError?: 'fail' | 'skip' | undefined;
  retry?: { max: number; on?: string[] | undefined } | undefined;
  mute?: boolean | undefined;
  bypass?: boolean | undefined;
}

interface Stream extends Shape<Axis> {
  data: Nested;
}

type StreamArrival = Arrival<Axis> & Stream;
type StreamInput = Connected<Axis> & { arrival: StreamArrival };

function convert(value: unknown, base: Base): unknown {
  if (Array.isArray(value)) return value.map((item) => convert(item, base));
  return base === 'text' && typeof value === 'number' ? String(value) : value;
}

class Evaluator {
  readonly steps = new Map<string, ExpectedStep>();
  failed = false;
  readonly #workflow: PlainWorkflow;
  readonly #inputs: Readonly<Record<string, unknown>>;
  readonly #misfortune: Misfortune;
  readonly #streams = new Map<string, Map<string, Stream>>();
  readonly #known = new Map<string, Stream>();

  constructor(
    workflow: PlainWorkflow,
    inputs: Readonly<Record<string, unknown>>,
    misfortune: Misfortune,
  ) {
    this.#workflow = workflow;
    this.#inputs = inputs;
    this.#misfortune = misfortune;
  }

  streamOf(reference: string): Stream {
    const dot = reference.indexOf('.');
    const [head, port] = [reference.slice(0, dot), reference.slice(dot + 1)];
    if (head === 'inputs') return this.#inputStream(port);
    const node = this.#workflow.nodes[head] as PlainNode;
    if (node.bypass) return this.#bypass(head, node);
    let outputs = this.#streams.get(head);
    if (!outputs) this.#streams.set(head, (outputs = this.#evaluate(head, node)));
    return outputs.get(port) as Stream;
  }

  #remember(name: string, make: () => Stream): Stream {
    let known = this.#known.get(name);
    if (!known) this.#known.set(name, (known = make()));
    return known;
  }

  #inputStream(name: string): Stream {
    return this.#remember(`inputs.${name}`, () => {
      const type = this.#workflow.inputs?.[name]?.type ?? '';
      const depth = (type.length - type.replaceAll('[]', '').length) / 2;
      const axes = Array.from({ length: depth }, (_, level) => ({ of: `${name} ${level}` }));
      const base = type.replaceAll('[]', '') as Base;
      return { base, axes, data: nest(this.#inputs[name], depth, '') };
    });
  }

  #literalStream(place: string, depth: number, value: unknown): Stream {
    return this.#remember(place, () => {
      const axes = Array.from({ length: depth }, (_, level) => ({ of: `${place} ${level}` }));
      return { base: literalBase(value), axes, data: nest(value, depth, '') };
    });
  }

  #arrival(nodeId: string, node: PlainNode, name: string): StreamArrival | undefined {
    const port = signatureOf(node).inputs.find((candidate) => candidate.name === name);
    const raw = node.input?.[name];
    if (raw === undefined || !port) return undefined;
    if (typeof raw === 'object' && raw !== null && '$from' in raw) {
      const { $from, each } = raw as { $from: string; each?: boolean };
      return { ...this.streamOf($from), each, literal: false };
    }
    const isWhole = port.variable === undefined && (port.base === 'any' || port.base === 'json');
    const depth = isWhole ? 0 : Math.max(0, nestingOf(raw) - port.depth);
    return { ...this.#literalStream(`${nodeId} ${name}`, depth, raw), literal: true };
  }

  /** A bypassed node passes on what arrives at its first input, a literal list like any other list. */
  #bypass(nodeId: string, node: PlainNode): Stream {
    const [first] = signatureOf(node).inputs;
    const raw = node.input?.[first?.name ?? ''];
    if (typeof raw === 'object' && raw !== null && '$from' in raw) {
      return this.streamOf((raw as { $from: string }).$from);
    }
    return this.#literalStream(`${nodeId} bypassed`, nestingOf(raw), raw);
  }

  #evaluate(nodeId: string, node: PlainNode): Map<string, Stream> {
    const signature = signatureOf(node);
    const arrivals = new Map<string, StreamArrival>();
    for (const { name } of signature.inputs) {
      const arrival = this.#arrival(nodeId, node, name);
      if (arrival) arrivals.set(name, arrival);
    }
    const { inputs, axes, bound } = connect(signature, arrivals);
    const order = { nodeId, node, signature, axes, inputs: inputs as StreamInput[] };
    const results = this.#walk(order, new Map(), []);
    const shared = new Map<string, Axis>();
    return new Map(
      signature.outputs.map((port) => {
        const type = outputType(port, bound);
        const own = Array.from({ length: type.depth }, (_, level): Axis => {
          if (level > 0) return { of: `${nodeId}.${port.name} ${level}` };
          const name = port.axis ?? port.name;
          const axis = shared.get(name) ?? { of: `${nodeId}.${name}` };
          shared.set(name, axis);
          return axis;
        });
        const data = takePort(results, port.name, type.depth);
        return [port.name, { base: type.base, axes: [...axes, ...own], data }] as const;
      }),
    );
  }

  /** `makers` said how long the lists are that the indices go through. */
  #walk(order: NodeOrder, indices: Indices, makers: readonly string[]): Nested {
    const axis = order.axes[indices.size];
    if (!axis) return this.#step(order, indices, makers);
    const bringing = order.inputs.find((input) => input.mapped.includes(axis)) as StreamInput;
    const path = bringing.mapped.slice(0, bringing.mapped.indexOf(axis));
    const list = descend(bringing.arrival.data, path, indices);
    if (!(list instanceof Items)) return list;
    const items = list.items.map((_, index) =>
      this.#walk(order, new Map(indices).set(axis, index), [...makers, list.by]),
    );
    return new Items(items, list.by);
  }

  #step(order: NodeOrder, indices: Indices, makers: readonly string[]): Nested {
    const { nodeId, node, inputs } = order;
    const path = [...indices.values()].join(',');
    const id = path === '' ? nodeId : `${nodeId}[${path}]`;
    const sources = new Set(makers.filter((maker) => maker !== ''));
    const values = new Map<StreamInput, Nested>();
    for (const input of inputs) {
      const data = descend(input.arrival.data, input.mapped, indices);
      values.set(input, data);
      addMakers(data, sources);
    }
    const gap = judge(values, node, id);
    if (gap) {
      this.steps.set(id, {
        id,
        nodeId,
        status: 'skipped',
        skipped: gap.kind,
        attempts: 0,
        sources,
      });
      return gap;
    }
    const input = inputOf(values);
    const { attempts, output } = this.#attempt(order, input);
    if (output) {
      this.steps.set(id, { id, nodeId, status: 'succeeded', attempts, input, output, sources });
      return new Leaf(output, id);
    }
    this.steps.set(id, { id, nodeId, status: 'failed', attempts, input, sources });
    if (node.onItemError !== 'skip') this.failed = true;
    return new Gap(node.onItemError !== 'skip', 'upstream-failed', id);
  }

  #attempt(
    { nodeId, node, signature }: NodeOrder,
    input: Record<string, unknown>,
  ): { attempts: number; output?: Record<string, unknown> } {
    const fate = fateOf(this.#misfortune, nodeId, input);
    for (let attempts = 1; ; attempts += 1) {
      let problem: { code: string; retryable: boolean } | undefined = fate.failure;
      if (attempts <= fate.refusals) problem = { code: 'busy', retryable: true };
      if (!problem) {
        try {
          return { attempts, output: signature.compute(input) };
        } catch {
          problem = { code: 'unequal-lengths', retryable: false };
        }
      }
      const wanted = node.retry
        ? (node.retry.on?.includes(problem.code) ?? true)
        : problem.retryable;
      if (!wanted || attempts > (node.retry?.max ?? 3)) return { attempts };
    }
  }
}

interface NodeOrder {
  nodeId: string;
  node: PlainNode;
  signature: Signature;
  axes: readonly Axis[];
  inputs: readonly StreamInput[];
}

function literalBase(value: unknown): Base {
  const [first] = [value].flat(9);
  if (typeof first === 'string') return 'text';
  return typeof first === 'number' ? 'integer' : 'any';
}

function takePort(results: Nested, port: string, depth: number): Nested {
  if (results instanceof Gap) return results;
  if (results instanceof Items) {
    return new Items(
      results.items.map((item) => takePort(item, port, depth)),
      results.by,
    );
  }
  const value = (results.value as Record<string, unknown>)[port];
  return value === undefined
    ? new Gap(false, 'not-taken', results.by)
    : nest(value, depth, results.by);
}

/** The gap that a step leaves without being run; undefined where it runs. */
function judge(
  values: ReadonlyMap<StreamInput, Nested>,
  node: PlainNode,
  id: string,
): Gap | undefined {
  for (const data of values.values()) {
    if (findError(data)) return new Gap(true, 'upstream-failed', id);
  }
  const entries = [...values];
  const gaps = entries.filter(([, data]) => data instanceof Gap);
  const needed = gaps.find(([input]) => !input.port.tolerant)?.[1];
  const tolerant = entries.filter(([input]) => input.port.tolerant);
  const none = tolerant.length > 0 && tolerant.every(([, data]) => data instanceof Gap);
  const gap = needed ?? (none ? tolerant[0]?.[1] : undefined);
  if (gap) return new Gap(false, (gap as Gap).kind, id);
  return node.mute ? new Gap(false, 'muted', id) : undefined;
}

function inputOf(values: ReadonlyMap<StreamInput, Nested>): Record<string, unknown> {
  const groups: StreamInput[][] = [];
  for (const [input, data] of values) {
    if (input.collected === 0 || !(data instanceof Items)) continue;
    const group = groups.find(([first]) => first && collectsTheSame(first, input));
    if (group) group.push(input);
    else groups.push([input]);
  }
  const aligned = new Map(values);
  for (const group of groups) {
    const lists = alignGaps(group.map((input) => values.get(input) as Nested));
    for (const [row, input] of group.entries()) aligned.set(input, lists[row] as Nested);
  }
  const input: Record<string, unknown> = {};
  for (const [{ port }, data] of aligned) {
    const value = strip(data);
    if (value === undefined) continue;
    input[port.name] = port.variable === undefined ? convert(value, port.base) : value;
  }
  return input;
}

function collectsTheSame(one: StreamInput, other: StreamInput): boolean {
  const [left, right] = [one.arrival.axes, other.arrival.axes];
  return (
    one.mapped.length === other.mapped.length &&
    left.length === right.length &&
    left.every((axis, index) => axis === right[index])
  );
}

/** Evaluates a workflow one item at a time. */
export function evaluateSequentially(
  workflow: PlainWorkflow,
  inputs: Readonly<Record<string, unknown>>,
  misfortune: Misfortune,
): Expectation {
  const evaluator = new Evaluator(workflow, inputs, misfortune);
  for (const [id, node] of Object.entries(workflow.nodes)) {
    const [port] = signatureOf(node).outputs;
    if (!node.bypass) evaluator.streamOf(`${id}.${port?.name ?? ''}`);
  }
  const outputs: Record<string, unknown> = {};
  for (const [name, { $from }] of Object.entries(workflow.outputs ?? {})) {
    const value = strip(evaluator.streamOf($from).data);
    if (value !== undefined) outputs[name] = value;
  }
  return { status: evaluator.failed ? 'failed' : 'succeeded', outputs, steps: evaluator.steps };
}
