import fc from 'fast-check';
import type { Workflow } from '@catena/engine';
import { outputCardPort, writeCardId, writeEdgeId } from '../src/document/card-id.ts';
import { sampleDescriptors } from './sample-catalog.ts';

const idWords = ['a', 'b', 'c', 'upscale', 'upscale-2', 'x_1'] as const;
const inputWords = ['photo', 'text', 'a'] as const;
const outputWords = ['result', 'photo', 'a'] as const;

const point = fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }));

function subset<Value extends string>(words: readonly Value[]): fc.Arbitrary<Value[]> {
  return fc.subarray([...words]);
}

interface Skeleton {
  ids: string[];
  inputs: string[];
  outputs: string[];
}

/** A `$from` that names something of the skeleton. */
function arbitraryFrom({ ids, inputs }: Skeleton): fc.Arbitrary<string> {
  const froms = [
    ...ids.flatMap((id) => ['image', 'output', 'text'].map((port) => `${id}.${port}`)),
    ...inputs.map((name) => `inputs.${name}`),
  ];
  return fc.constantFrom(...froms);
}

function arbitraryInput(skeleton: Skeleton): fc.Arbitrary<Record<string, unknown>> {
  const value = fc.oneof(
    fc.constantFrom<unknown>(1, true, 'hello', ['a', 'b'], { $random: true }, { deep: [1, {}] }),
    arbitraryFrom(skeleton).map(($from) => ({ $from })),
  );
  return fc.dictionary(fc.constantFrom('image', 'scale', 'text', 'below', 'above'), value, {
    maxKeys: 3,
    noNullPrototype: true,
  });
}

function arbitraryNode(skeleton: Skeleton): fc.Arbitrary<Workflow['nodes'][string]> {
  return fc.record(
    {
      type: fc.constantFrom(...sampleDescriptors.map(({ type }) => type)),
      title: fc.constantFrom('Make it larger', 'Größer', '大きく'),
      provider: fc.constant('local'),
      model: fc.constantFrom('catena/upscale', 'catena/transcribe:1'),
      input: arbitraryInput(skeleton),
      bypass: fc.constant(true),
      unknown: fc.constant(['kept']),
    },
    { requiredKeys: ['type'], noNullPrototype: true },
  ) as fc.Arbitrary<Workflow['nodes'][string]>;
}

function arbitraryLayout({ ids, inputs, outputs }: Skeleton): fc.Arbitrary<object> {
  const cards = [
    ...ids,
    ...inputs.map((name) => writeCardId({ kind: 'input', name })),
    ...outputs.map((name) => writeCardId({ kind: 'output', name })),
  ];
  const card = fc.constantFrom(...cards);
  const options = { noNullPrototype: true };
  const frame = fc.record(
    { title: fc.constant('F'), position: point, size: point, cards: fc.uniqueArray(card) },
    options,
  );
  const note = fc.record({ text: fc.constant('# N'), position: point, size: point }, options);
  const edge = fc.oneof(
    card.map((id) => writeEdgeId(id, 'image')),
    card.map((id) => writeEdgeId(id, outputCardPort)),
  );
  return fc
    .record(
      {
        positions: fc.dictionary(card, point, options),
        $looks: fc.dictionary(card, fc.constantFrom({ collapsed: true }, { fixed: true }), options),
        $frames: fc.dictionary(fc.constantFrom('frame-1', 'f'), frame, options),
        $notes: fc.dictionary(fc.constantFrom('note-1', 'n'), note, options),
        $reroutes: fc.dictionary(edge, fc.array(point, { minLength: 1, maxLength: 2 }), options),
        $viewport: fc.constant({ zoom: 1 }),
      },
      { requiredKeys: ['positions'], noNullPrototype: true },
    )
    .map(({ positions, ...rest }) => ({ ...positions, ...rest }));
}

/** Documents without dangling references; what their nodes are connected with need not fit. */
export const arbitraryWorkflow: fc.Arbitrary<Workflow> = fc
  .record({
    ids: subset(idWords).filter((ids) => ids.length > 0),
    inputs: subset(inputWords),
    outputs: subset(outputWords),
  })
  .chain((skeleton) =>
    fc.record(
      {
        catena: fc.constant(1 as const),
        name: fc.constant('A name'),
        inputs: fc.constant(
          Object.fromEntries(skeleton.inputs.map((name) => [name, { type: 'image' }])),
        ),
        nodes: fc
          .tuple(...skeleton.ids.map(() => arbitraryNode(skeleton)))
          .map((nodes) => Object.fromEntries(skeleton.ids.map((id, index) => [id, nodes[index]]))),
        outputs: fc
          .tuple(...skeleton.outputs.map(() => arbitraryFrom(skeleton)))
          .map((froms) =>
            Object.fromEntries(
              skeleton.outputs.map((name, index) => [name, { $from: froms[index] }]),
            ),
          ),
        layout: arbitraryLayout(skeleton),
      },
      { requiredKeys: ['catena', 'nodes', 'inputs', 'outputs'], noNullPrototype: true },
    ),
  ) as fc.Arbitrary<Workflow>;
