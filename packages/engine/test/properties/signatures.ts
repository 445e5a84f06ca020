import { EngineError } from '../../src/errors/engine-error.ts';

/** What values are, in the workflows of the property tests. */
export type Base = 'text' | 'integer' | 'any' | 'json';

export interface InputPort {
  name: string;
  base: Base;
  depth: number;
  variable?: string;
  tolerant?: boolean;
  optional?: boolean;
}

export interface OutputPort {
  name: string;
  base: Base;
  depth: number;
  variable?: string;
  axis?: string;
  optional?: boolean;
}

/** A node type of the property tests: engine, random workflows and evaluator are made from this table. */
export interface Signature {
  /** `predict` for models. */
  type: string;
  model?: string;
  inputs: readonly InputPort[];
  outputs: readonly OutputPort[];
  /** Pure. @throws EngineError */
  compute(input: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** A number that looks like chance and is the same every time (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 4;
}

/** Texts that are made of texts stay short and stay different. */
function shorten(text: string): string {
  return text.length <= 14 ? text : `${text.slice(0, 6)}~${hashOf(text).toString(36)}`;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function wordsOf(value: unknown, salt: string): string[] {
  const text = textOf(value);
  const count = [2, 3, 1, 2, 0, 3, 1, 2][hashOf(salt + text) % 8] ?? 0;
  return Array.from({ length: count }, (_, index) => shorten(`${text}${salt}${index}`));
}

const text = (name: string): InputPort => ({ name, base: 'text', depth: 0 });
const tag: InputPort = { ...text('tag'), optional: true };
const item = (name: string, depth: number, variable = 'T') =>
  ({ name, base: 'any', depth, variable }) as const;

export const signatures: readonly Signature[] = [
  {
    type: 'predict',
    model: 'test/echo',
    inputs: [text('text'), tag],
    outputs: [{ name: 'output', base: 'text', depth: 0 }],
    compute: (input) => ({ output: shorten(`${textOf(input['text'])}!`) }),
  },
  {
    type: 'pair',
    inputs: [text('a'), text('b')],
    outputs: [{ name: 'text', base: 'text', depth: 0 }],
    compute: (input) => ({ text: shorten(`${textOf(input['a'])}${textOf(input['b'])}`) }),
  },
  {
    type: 'predict',
    model: 'test/split',
    inputs: [text('text'), tag],
    outputs: [
      { name: 'words', base: 'text', depth: 1, axis: 'word' },
      { name: 'sizes', base: 'integer', depth: 1, axis: 'word' },
    ],
    compute(input) {
      const words = wordsOf(input['text'], '.');
      return { words, sizes: words.map((word) => hashOf(word) % 10) };
    },
  },
  {
    type: 'join',
    inputs: [
      { ...text('prefix'), optional: true },
      { name: 'texts', base: 'text', depth: 1 },
      { name: 'labels', base: 'text', depth: 1, optional: true },
    ],
    outputs: [{ name: 'text', base: 'text', depth: 0 }],
    compute({ prefix, texts, labels }) {
      return { text: shorten(`${textOf(prefix ?? '')}:${textOf(texts)}|${textOf(labels ?? '')}`) };
    },
  },
  {
    type: 'choose',
    inputs: [item('value', 0)],
    outputs: [
      { ...item('odd', 0), optional: true },
      { ...item('even', 0), optional: true },
    ],
    compute: ({ value }) => (hashOf(textOf(value)) % 2 === 0 ? { even: value } : { odd: value }),
  },
  {
    type: 'merge',
    inputs: [
      { ...item('first', 0), tolerant: true, optional: true },
      { ...item('second', 0), tolerant: true, optional: true },
    ],
    outputs: [item('value', 0)],
    compute: ({ first, second }) => ({ value: first ?? second }),
  },
  {
    type: 'collect',
    inputs: [item('items', 1)],
    outputs: [item('items', 1)],
    compute: ({ items }) => ({ items }),
  },
  {
    type: 'flatten',
    inputs: [item('items', 2)],
    outputs: [item('items', 1)],
    compute: ({ items }) => ({ items: (items as unknown[]).flat() }),
  },
  {
    type: 'whole',
    inputs: [
      { name: 'value', base: 'any', depth: 0 },
      { name: 'data', base: 'json', depth: 0, optional: true },
    ],
    outputs: [{ name: 'text', base: 'text', depth: 0 }],
    compute: ({ value, data }) => ({ text: shorten(`${textOf(value)}&${textOf(data ?? '')}`) }),
  },
  {
    type: 'predict',
    model: 'test/table',
    inputs: [text('text'), tag],
    outputs: [
      { name: 'names', base: 'text', depth: 1, axis: 'row' },
      { name: 'rows', base: 'text', depth: 2, axis: 'row' },
    ],
    compute(input) {
      const names = wordsOf(input['text'], '-');
      return { names, rows: names.map((name) => wordsOf(name, '/')) };
    },
  },
  {
    type: 'zip',
    inputs: [item('first', 1), item('second', 1, 'U')],
    outputs: [
      { ...item('first', 1), axis: 'pair' },
      { ...item('second', 1, 'U'), axis: 'pair' },
    ],
    compute({ first, second }) {
      if ((first as unknown[]).length === (second as unknown[]).length) return { first, second };
      throw new EngineError({ code: 'unequal-lengths', message: 'The lists differ in length.' });
    },
  },
  {
    type: 'perhaps',
    inputs: [text('text')],
    outputs: [{ name: 'words', base: 'text', depth: 1, optional: true }],
    compute(input): Record<string, unknown> {
      const words = wordsOf(input['text'], '?');
      return words.length === 1 ? {} : { words };
    },
  },
  {
    type: 'measure',
    inputs: [
      { name: 'table', base: 'text', depth: 2 },
      { name: 'extra', base: 'integer', depth: 0, optional: true },
    ],
    outputs: [{ name: 'size', base: 'integer', depth: 0 }],
    compute: ({ table, extra }) => ({ size: (hashOf(textOf(table)) + Number(extra ?? 0)) % 50 }),
  },
  {
    type: 'count',
    inputs: [{ name: 'number', base: 'integer', depth: 0 }],
    outputs: [{ name: 'numbers', base: 'integer', depth: 1 }],
    compute({ number }) {
      const count = Number(number) % 3;
      return { numbers: Array.from({ length: count }, (_, index) => Number(number) + index) };
    },
  },
];

/** The signature of a placed node. */
export function signatureOf(node: { type: string; model?: string | undefined }): Signature {
  const found = signatures.find(({ type, model }) => type === node.type && model === node.model);
  if (!found) throw new Error(`no signature ${node.type} ${node.model ?? ''}`);
  return found;
}

/** Members sorted by name, so that equal values have equal texts. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** How the steps of a workflow fail; what happens to one is decided by its node and its input alone. */
export interface Misfortune {
  seed: number;
  /** Steps out of a hundred that fail each time they are tried. */
  failing: number;
  /** Calls out of a hundred that are refused once or twice before they are taken. */
  refused: number;
}

/** What becomes of a step: how often its model is too busy first, and whether it then fails. */
export interface Fate {
  refusals: number;
  failure: { code: 'broken' | 'shaky'; retryable: boolean } | undefined;
}

export function fateOf(
  misfortune: Misfortune,
  nodeId: string,
  input: Readonly<Record<string, unknown>>,
): Fate {
  const chance = (salt: string) =>
    hashOf(`${salt} ${misfortune.seed} ${nodeId} ${stableText(input)}`);
  const isModel = 'tag' in input;
  const refusals =
    isModel && chance('refused') % 100 < misfortune.refused ? 1 + (chance('times') % 2) : 0;
  if (chance('failing') % 100 >= misfortune.failing) return { refusals, failure: undefined };
  const retryable = chance('retryable') % 4 === 0;
  return { refusals, failure: { code: retryable ? 'shaky' : 'broken', retryable } };
}
