import { describe, expect, it } from 'vitest';
import {
  describeNode,
  defineNode,
  modelKey,
  NodeCatalog,
  type ModelDescription,
  type ModelSet,
  type Workflow,
} from '@catena/engine';
import { z } from 'zod';
import { comparePorts } from './compare-ports.ts';
import { exampleInput } from './example-input.ts';
import { planUpgrade, portsWith } from './upgrade-node.ts';

const descriptor = describeNode(
  defineNode({
    type: 'predict',
    version: 1,
    title: 'Model',
    description: 'Runs a model.',
    category: 'model',
    portsFrom: { kind: 'model' },
    input: z.looseObject({}),
    output: z.looseObject({}),
    run: () => Promise.resolve({}),
  }),
);

type Property = Record<string, unknown>;

function model(
  version: string,
  properties: Record<string, Property>,
  options: { required?: string[]; example?: Record<string, unknown>; output?: Property } = {},
): ModelDescription {
  const { required = [], example, output = { type: 'string', format: 'uri' } } = options;
  return {
    model: 'acme/paint',
    version,
    metered: false,
    openapiSchema: {
      components: { schemas: { Input: { type: 'object', required, properties }, Output: output } },
    },
    ...(example && { defaultExample: { input: example } }),
  };
}

describe('the example of a model', () => {
  it('gives what is needed and what differs from defaults, and leaves the rest out', () => {
    const described = model(
      '1',
      {
        prompt: { type: 'string' },
        steps: { type: 'integer', default: 4 },
        scale: { type: 'number', default: 1 },
        seed: { type: 'integer' },
        negative: { type: 'string' },
        key: { type: 'string', format: 'password', writeOnly: true, 'x-cog-secret': true },
      },
      {
        required: ['prompt'],
        example: {
          prompt: 'a red fox',
          steps: 4,
          scale: 2.5,
          seed: 42,
          negative: '',
          key: 'x',
          gone: true,
        },
      },
    );
    expect(exampleInput(described)).toEqual({ prompt: 'a red fox', scale: 2.5 });
  });

  it('is nothing where there is none', () => {
    expect(exampleInput(model('1', { prompt: { type: 'string' } }))).toEqual({});
  });
});

const before = model(
  '1',
  {
    prompt: { type: 'string' },
    steps: { type: 'integer', default: 4, minimum: 1, maximum: 50 },
    style: { type: 'string', enum: ['oil', 'ink'], default: 'oil' },
    image: { type: 'string', format: 'uri' },
  },
  { required: ['prompt'] },
);
const after = model(
  '2',
  {
    prompt: { type: 'string' },
    steps: { type: 'integer', default: 8, minimum: 1, maximum: 10 },
    style: { type: 'string', enum: ['oil', 'chalk'], default: 'oil' },
    aspect: { type: 'string', default: '1:1' },
    mask: { type: 'string' },
  },
  { required: ['prompt', 'mask'] },
);

const models: ModelSet = new Map([
  [modelKey('local', 'acme/paint:1'), before],
  [modelKey('local', 'acme/paint:2'), after],
]);

const workflow: Workflow = {
  catena: 1,
  inputs: { photo: { type: 'image' } },
  nodes: {
    paint: {
      type: 'predict',
      provider: 'local',
      model: 'acme/paint:1',
      input: {
        prompt: 'a fox',
        steps: 30,
        style: 'ink',
        image: { $from: 'inputs.photo' },
      },
    },
  },
  outputs: { picture: { $from: 'paint.output' } },
};

function ports(reference: string) {
  const node = workflow.nodes['paint'];
  if (!node) throw new Error('The sample has the node.');
  expect(new NodeCatalog([descriptor]).find('predict')).toBeDefined();
  return portsWith(node, reference, { descriptor, models });
}

describe('another version of a model', () => {
  it('is told apart by inputs that are new, gone and changed: type, default, bounds, choices', () => {
    const changes = comparePorts(ports('acme/paint:1'), ports('acme/paint:2'));
    const words = changes.map(
      ({ kind, name, details }) => `${kind} ${name}: ${details.join('; ')}`,
    );
    expect(words).toEqual([
      'changed steps: default: 4 → 8; range: 1 to 50 → 1 to 10',
      'changed style: new choices: "chalk"; choices gone: "ink"',
      'added aspect: text, default "1:1"',
      'added mask: text, must be given',
      'removed image: image',
    ]);
    expect(comparePorts(ports('acme/paint:1'), ports('acme/paint:1'))).toEqual([]);
  });

  it('keeps what still fits, and says what goes and what is missing', () => {
    const { edit, losses, missing } = planUpgrade({
      workflow,
      nodeId: 'paint',
      model: 'acme/paint:2',
      before: ports('acme/paint:1'),
      after: ports('acme/paint:2'),
    });
    expect(edit(workflow).nodes['paint']).toEqual({
      type: 'predict',
      provider: 'local',
      model: 'acme/paint:2',
      input: { prompt: 'a fox' },
    });
    expect(edit(workflow).outputs).toEqual({ picture: { $from: 'paint.output' } });
    expect(losses.map(({ kind, port }) => `${kind} ${port}`)).toEqual([
      'edge image',
      'value steps',
      'value style',
    ]);
    expect(missing).toEqual(['mask']);
  });
});
