import fc from 'fast-check';
import type { Workflow, WorkflowNode } from '../../src/index.ts';

/** A value of the workflow under construction, and how many lists are around it at least. */
interface Value {
  from: string;
  depth: number;
}

/** How the next node is made: what it is, and which of the values before it it takes. */
export interface NodeChoice {
  kind: number;
  first: number;
  second: number;
  skip: boolean;
  muted: boolean;
}

interface Built {
  node: WorkflowNode;
  gives: Value[];
}

const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;
const reference = ({ from }: Value) => ({ $from: from });

function predict(model: string, source: Value, choice: NodeChoice): WorkflowNode {
  const onItemError = choice.skip ? ('skip' as const) : ('fail' as const);
  return {
    type: 'predict',
    provider: 'fake',
    model,
    input: { text: reference(source) },
    onItemError,
  };
}

function makeNode(id: string, values: readonly Value[], choice: NodeChoice): Built {
  const first = pick(values, choice.first);
  const second = pick(values, choice.second);
  const lists = values.filter(({ depth }) => depth > 0);
  const list = lists.length > 0 ? pick(lists, choice.first) : undefined;
  const depth = Math.max(first.depth, second.depth);
  const makers: (() => Built)[] = [
    () => ({
      node: predict('test/echo', first, choice),
      gives: [{ from: `${id}.output`, depth: first.depth }],
    }),
    () => ({
      node: predict('test/picky-split', first, choice),
      gives: [
        { from: `${id}.words`, depth: first.depth + 1 },
        { from: `${id}.sizes`, depth: first.depth + 1 },
      ],
    }),
    () => ({
      node: { type: 'pair', input: { a: reference(first), b: reference(second) } },
      gives: [{ from: `${id}.text`, depth }],
    }),
    () => ({
      node: { type: 'choose', input: { value: reference(first) } },
      gives: [
        { from: `${id}.long`, depth: first.depth },
        { from: `${id}.short`, depth: first.depth },
      ],
    }),
    () => ({
      node: { type: 'merge', input: { first: reference(first), second: reference(second) } },
      gives: [{ from: `${id}.value`, depth }],
    }),
    () => ({
      node: { type: 'pair', input: { a: reference(first), b: '-' } },
      gives: [{ from: `${id}.text`, depth: first.depth }],
    }),
    // Depend on nothing that the workflow is given.
    () => ({
      node: { type: 'pair', input: { a: 'l', b: '.' } },
      gives: [{ from: `${id}.text`, depth: 0 }],
    }),
    () => ({
      node: { type: 'pair', input: { a: ['l', 'm f'], b: '.' } },
      gives: [{ from: `${id}.text`, depth: 1 }],
    }),
  ];
  if (list) {
    makers.push(
      () => ({
        node: { type: 'join', input: { texts: reference(list) } },
        gives: [{ from: `${id}.text`, depth: list.depth - 1 }],
      }),
      () => ({
        node: { type: 'collect', input: { items: reference(list) } },
        gives: [{ from: `${id}.items`, depth: list.depth }],
      }),
    );
  }
  const built = pick(makers, choice.kind)();
  return choice.muted ? { ...built, node: { ...built.node, mute: true } } : built;
}

/** A small workflow with a text to be given, one that need not be, and a list that need not be. */
export function buildInner(choices: readonly NodeChoice[]): Workflow {
  const values: Value[] = [
    { from: 'inputs.a', depth: 0 },
    { from: 'inputs.b', depth: 0 },
    { from: 'inputs.xs', depth: 1 },
  ];
  const nodes: Record<string, WorkflowNode> = {};
  for (const [index, choice] of choices.entries()) {
    const id = `n${index}`;
    const { node, gives } = makeNode(id, values, choice);
    nodes[id] = node;
    values.push(...gives);
  }
  const outputs = values.map(({ from }, index) => [`o${index}`, { $from: from }] as const);
  return {
    catena: 1,
    inputs: {
      a: { type: 'text' },
      b: { type: 'text', default: 'two words' },
      xs: { type: 'text[]', default: ['p', 'q f', 'long one'] },
    },
    nodes,
    outputs: Object.fromEntries(outputs),
  };
}

/** What nodes of a small workflow are. */
export const arbitraryChoices: fc.Arbitrary<NodeChoice[]> = fc.array(
  fc.record({
    kind: fc.nat(50),
    first: fc.nat(50),
    second: fc.nat(50),
    skip: fc.boolean(),
    muted: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
  }),
  { minLength: 1, maxLength: 6 },
);
