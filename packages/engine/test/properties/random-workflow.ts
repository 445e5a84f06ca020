import fc from 'fast-check';
import type { Workflow } from '../../src/index.ts';
import { connect, nestingOf, outputType, type Arrival, type Shape } from './fan-out-rules.ts';
import type { PlainNode, PlainWorkflow } from './sequential-evaluator.ts';
import {
  signatures,
  type Base,
  type InputPort,
  type Misfortune,
  type Signature,
} from './signatures.ts';

/** A random workflow, what is fed into it, and how the world treats it. */
export interface RandomCase {
  workflow: Workflow & PlainWorkflow;
  inputs: Record<string, unknown>;
  misfortune: Misfortune;
  world: RandomWorld;
}

export interface RandomWorld {
  /** Decides delays and refusals for too many calls. */
  seed: number;
  /** Longest delay of a step, in milliseconds; 0 for none at all. */
  longestDelayMs: number;
  /** Calls out of a hundred that are answered with 429 first. */
  throttled: number;
  /** At the provider, at its echo model, and of steps that compute; unset for no limit. */
  concurrency?: number | undefined;
  modelConcurrency?: number | undefined;
  computeConcurrency?: number | undefined;
}

const mostAxes = 3;
const nothing: never[] = [];

type Source = Shape<string> & { reference: string };

/** Raw choices of one node; the builder makes a node of whatever they are. */
interface Choice {
  kind: number;
  picks: number[];
  each: number;
  setting: number;
}

function fits(port: InputPort, source: Source): boolean {
  if (source.axes.length < port.depth) return false;
  if (port.variable !== undefined || port.base === 'any' || port.base === 'json') return true;
  return port.base === 'text'
    ? source.base === 'text' || source.base === 'integer'
    : source.base === port.base;
}

const ragged = [['k', 'l'], nothing, ['m']];

function literalOf(port: InputPort, pick: number): unknown {
  const item: unknown = port.base === 'integer' ? pick % 7 : `v${pick % 5}`;
  const other: unknown = port.base === 'integer' ? 3 : 'w';
  const more = pick % 3;
  if (port.depth === 0)
    return [item, [item, other], nothing][more === 0 ? 0 : pick % 2 === 0 ? 1 : 0];
  const list = [item, other, item].slice(0, 1 + (pick % 3));
  if (port.depth === 1) return more === 1 && port.base !== 'integer' ? ragged : list;
  return more === 1 && port.base !== 'integer' ? [ragged, [['n']]] : [list, [item]];
}

const eachWords = [undefined, undefined, undefined, true, false] as const;

/** Builds a valid workflow out of choices, node after node. */
class WorkflowBuilder {
  readonly nodes: Record<string, PlainNode> = {};
  readonly sources: Source[] = [];

  addInput(name: string, type: string): void {
    const base = type.replaceAll('[]', '') as Base;
    const depth = (type.length - base.length) / 2;
    const axes = Array.from({ length: depth }, (_, level) => `inputs.${name} ${level}`);
    this.sources.push({ reference: `inputs.${name}`, base, axes });
  }

  addNode(choice: Choice): void {
    const signature = signatures[choice.kind % signatures.length] as Signature;
    const id = `n${Object.keys(this.nodes).length}`;
    const node: PlainNode = { type: signature.type };
    if (signature.model !== undefined)
      Object.assign(node, { provider: 'fake', model: signature.model });
    this.#settings(node, signature, choice.setting);
    const input: Record<string, unknown> = {};
    const arrivals = new Map<string, Arrival<string>>();
    for (const [position, port] of signature.inputs.entries()) {
      const pick = choice.picks[position] ?? 0;
      const each = eachWords[Math.floor(choice.each / 5 ** position) % eachWords.length];
      this.#feed({ id, port, pick, each, input, arrivals });
    }
    if (this.#tooWide(signature, arrivals)) this.#narrow({ id, signature, input, arrivals });
    node.input = input;
    this.nodes[id] = node;
    this.#addOutputs(id, { node, signature, arrivals });
  }

  #settings(node: PlainNode, signature: Signature, setting: number): void {
    if (setting % 3 === 0) node.onItemError = 'skip';
    const retry = Math.floor(setting / 3) % 8;
    if (retry === 1) node.retry = { max: 1 };
    if (retry === 2) node.retry = { max: 2, on: ['busy', 'shaky'] };
    if (retry === 3) node.retry = { max: 0 };
    if (Math.floor(setting / 24) % 32 === 1) node.mute = true;
    if (signature.type === 'collect' && Math.floor(setting / 24) % 4 === 2) node.bypass = true;
  }

  #feed(feed: {
    id: string;
    port: InputPort;
    pick: number;
    each: boolean | undefined;
    input: Record<string, unknown>;
    arrivals: Map<string, Arrival<string>>;
  }): void {
    const { id, port, pick, each, input, arrivals } = feed;
    if (port.name === 'tag') return this.#literal(feed, id);
    const candidates = this.sources.filter((source) => fits(port, source));
    if (port.optional && !port.tolerant && Math.floor(pick / 9) % 3 === 2) return;
    // The second branch of a merge may stay open, never both.
    if (port.tolerant && port.name === 'second' && pick % 5 === 4) return;
    if (candidates.length === 0 || pick % 9 === 8) {
      return this.#literal(feed, literalOf(port, Math.floor(pick / 9)));
    }
    const back = Math.floor(pick / 9) % candidates.length;
    const source = candidates[candidates.length - 1 - back] as Source;
    const takesWhole = port.variable !== undefined || port.base === 'any' || port.base === 'json';
    const isPossible = each === true ? port.depth === 0 : takesWhole;
    const kept = isPossible ? each : undefined;
    input[port.name] = { $from: source.reference, ...(kept !== undefined && { each: kept }) };
    arrivals.set(port.name, { ...source, each: kept, literal: false });
  }

  #literal(
    feed: {
      id: string;
      port: InputPort;
      input: Record<string, unknown>;
      arrivals: Map<string, Arrival<string>>;
    },
    value: unknown,
  ): void {
    const { id, port, input, arrivals } = feed;
    const isWhole = port.variable === undefined && (port.base === 'any' || port.base === 'json');
    const depth = isWhole ? 0 : Math.max(0, nestingOf(value) - port.depth);
    const axes = Array.from({ length: depth }, (_, level) => `${id} ${port.name} ${level}`);
    input[port.name] = value;
    const base = [value].flat(9).some((item) => typeof item === 'number') ? 'integer' : 'text';
    arrivals.set(port.name, { base, axes, literal: true });
  }

  #tooWide(signature: Signature, arrivals: ReadonlyMap<string, Arrival<string>>): boolean {
    const { axes, bound } = connect(signature, arrivals);
    const opened = Math.max(...signature.outputs.map((port) => outputType(port, bound).depth));
    return axes.length + opened > mostAxes;
  }

  /** Puts single values in the place of connections, from the last, until there are few enough axes. */
  #narrow(feed: {
    id: string;
    signature: Signature;
    input: Record<string, unknown>;
    arrivals: Map<string, Arrival<string>>;
  }): void {
    for (const port of feed.signature.inputs.toReversed()) {
      const value = port.base === 'integer' ? 4 : 'z';
      const flat = port.depth === 0 ? value : port.depth === 1 ? [value] : [[value], []];
      this.#literal({ ...feed, port }, port.name === 'tag' ? feed.id : flat);
      if (!this.#tooWide(feed.signature, feed.arrivals)) return;
    }
  }

  #addOutputs(
    id: string,
    placed: {
      node: PlainNode;
      signature: Signature;
      arrivals: ReadonlyMap<string, Arrival<string>>;
    },
  ): void {
    const { node, signature, arrivals } = placed;
    if (node.bypass) return this.#addBypassed(id, node);
    const { axes, bound } = connect(signature, arrivals);
    for (const port of signature.outputs) {
      const { base, depth } = outputType(port, bound);
      const own = Array.from({ length: depth }, (_, level) =>
        level === 0 ? `${id} out ${port.axis ?? port.name}` : `${id} out ${port.name} ${level}`,
      );
      this.sources.push({ reference: `${id}.${port.name}`, base, axes: [...axes, ...own] });
    }
  }

  #addBypassed(id: string, node: PlainNode): void {
    const raw = node.input?.['items'];
    const isReference = typeof raw === 'object' && raw !== null && '$from' in raw;
    const through = isReference
      ? this.sources.find(({ reference }) => reference === (raw as { $from: string }).$from)
      : undefined;
    const axes = Array.from({ length: nestingOf(raw) }, (_, level) => `${id} through ${level}`);
    const base = through?.base ?? 'text';
    this.sources.push({ reference: `${id}.items`, base, axes: through?.axes ?? axes });
  }
}

const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const word = fc.string({ unit: letter, minLength: 1, maxLength: 3 });

function listOf<Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<Item[]>([]) },
    { weight: 8, arbitrary: fc.array(item, { minLength: 1, maxLength: 3, size: 'max' }) },
  );
}

const workflowInputs = fc.record({
  text: word,
  words: listOf(word),
  others: listOf(word),
  table: listOf(listOf(word)),
  numbers: listOf(fc.nat(9)),
});

const inputTypes = {
  text: 'text',
  words: 'text[]',
  others: 'text[]',
  table: 'text[][]',
  numbers: 'integer[]',
};

const arbitraryChoice: fc.Arbitrary<Choice> = fc.record({
  kind: fc.nat(signatures.length * 5 - 1),
  picks: fc.array(fc.nat(899), { minLength: 3, maxLength: 3 }),
  each: fc.nat(124),
  setting: fc.nat(767),
});

const arbitraryMisfortune: fc.Arbitrary<Misfortune> = fc.record({
  seed: fc.nat(1_000_000),
  failing: fc.constantFrom(0, 0, 5, 15, 40),
  refused: fc.constantFrom(0, 20, 60),
});

const arbitraryLimit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });

const arbitraryWorld: fc.Arbitrary<RandomWorld> = fc.record({
  seed: fc.nat(1_000_000),
  longestDelayMs: fc.constantFrom(0, 5, 40),
  throttled: fc.constantFrom(0, 0, 30),
  concurrency: arbitraryLimit,
  modelConcurrency: arbitraryLimit,
  computeConcurrency: arbitraryLimit,
});

function build(choices: readonly Choice[]): RandomCase['workflow'] {
  const builder = new WorkflowBuilder();
  for (const [name, type] of Object.entries(inputTypes)) builder.addInput(name, type);
  for (const choice of choices) builder.addNode(choice);
  const outputs = builder.sources.map(
    ({ reference }) => [reference.replace('.', '-'), { $from: reference }] as const,
  );
  const inputs = Object.fromEntries(
    Object.entries(inputTypes).map(([name, type]) => [name, { type }]),
  );
  const named = outputs.map(([name, output]) => [`out-${name}`, output] as const);
  return { catena: 1, inputs, nodes: builder.nodes, outputs: Object.fromEntries(named) };
}

/** Random workflows of 3 to 25 nodes with random axes, failures, delays and limits; all of them are valid. */
export const arbitraryCase: fc.Arbitrary<RandomCase> = fc.record({
  workflow: fc.array(arbitraryChoice, { minLength: 3, maxLength: 25, size: 'max' }).map(build),
  inputs: workflowInputs,
  misfortune: arbitraryMisfortune,
  world: arbitraryWorld,
});
