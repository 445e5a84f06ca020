import fc from 'fast-check';
import type { Workflow } from '../../src/workflow/workflow-schema.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const digits = '0123456789'.split('');
const reserved = new Set(['inputs', 'constructor', 'prototype']);

export const arbitraryId: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.string({ unit: fc.constantFrom(...letters, ...digits, '_', '-'), maxLength: 8 }),
  )
  .map(([first, rest]) => first + rest)
  .filter((id) => !reserved.has(id));

const hash = fc.string({
  unit: fc.constantFrom(...digits, ...letters.slice(0, 6)),
  minLength: 64,
  maxLength: 64,
});

/** Without names that mean something to JavaScript or to the format, and without lost digits. */
const name = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  .filter((text) => text !== '__proto__' && !text.startsWith('$'));

const finite = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  finite,
  fc.boolean(),
  fc.constant(null),
);

/** Any JSON that has nothing special in it. */
export const arbitraryJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const reference = fc.record(
  { $from: fc.tuple(arbitraryId, arbitraryId).map((parts) => parts.join('.')), each: fc.boolean() },
  { requiredKeys: ['$from'], noNullPrototype: true },
);

const special = fc.oneof(
  reference,
  arbitraryId.map(($file) => ({ $file: `files/${$file}` })),
  hash.map(($artifact) => ({ $artifact })),
  arbitraryId.map(($secret) => ({ $secret })),
  fc.constant({ $random: true }),
  fc.constant({ $random: { minimum: 1, maximum: 6 } }),
  arbitraryJson.map(($literal) => ({ $literal })),
  fc.array(
    arbitraryId.map(($file) => ({ $file })),
    { minLength: 1, maxLength: 3 },
  ),
);

const words = fc.string({ unit: 'grapheme', maxLength: 30 });
const portType = fc.constantFrom('text', 'image', 'number[]', 'json', 'audio[][]', 'any');

function sectionOf<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.dictionary(arbitraryId, value, { maxKeys: 5, noNullPrototype: true });
}

const node = fc.record(
  {
    type: fc.constantFrom('predict', 'text.join', 'image.resize'),
    title: words,
    note: words,
    provider: arbitraryId,
    model: fc.constantFrom('owner/name', 'owner/name:1'),
    input: fc.dictionary(name, fc.oneof(arbitraryJson, special), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    onItemError: fc.constantFrom('fail' as const, 'skip' as const),
    deadline: fc.constantFrom('30s', '5m', '1h30m'),
    retry: fc.record({ max: fc.integer({ min: 0, max: 10 }) }, { noNullPrototype: true }),
    types: sectionOf(portType),
    bypass: fc.boolean(),
    mute: fc.boolean(),
    xUnknown: arbitraryJson,
  },
  { requiredKeys: ['type'], noNullPrototype: true },
);

const input = fc.record(
  {
    type: portType,
    title: words,
    description: words,
    default: arbitraryJson,
    enum: fc.array(fc.oneof(words, fc.integer()), { maxLength: 3 }),
    minimum: finite,
    maximum: finite,
    xUnknown: arbitraryJson,
  },
  { requiredKeys: ['type'], noNullPrototype: true },
);

const output = fc
  .tuple(
    reference,
    fc.record({ title: words, description: words }, { requiredKeys: [], noNullPrototype: true }),
  )
  .map(([from, more]) => ({ ...from, ...more }));

const point = fc.tuple(fc.integer(), fc.integer());

/** Workflows that are valid as documents; what their references name need not be there. */
export const arbitraryWorkflow: fc.Arbitrary<Workflow> = fc.record(
  {
    catena: fc.constant(1 as const),
    $schema: fc.constant('https://catena.dev/schema/workflow-1.json'),
    name: words,
    description: words,
    note: words,
    inputs: sectionOf(input),
    nodes: sectionOf(node),
    outputs: sectionOf(output),
    layout: sectionOf(point),
    xUnknown: arbitraryJson,
  },
  { requiredKeys: ['catena', 'nodes'], noNullPrototype: true },
);
