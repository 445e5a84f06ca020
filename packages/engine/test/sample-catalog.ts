// The members `then` are schemas, never functions that an await would call.
// oxlint-disable unicorn/no-thenable
import { z } from 'zod';
import { defineNode, type AnyNodeDefinition } from '../src/definition/define-node.ts';
import { describeNode } from '../src/definition/describe-node.ts';
import { NodeCatalog } from '../src/definition/node-catalog.ts';
import { port } from '../src/definition/port.ts';
import type { ModelDescription } from '../src/prediction/model-description.ts';
import { modelKey, type ModelSet } from '../src/typing/model-set.ts';

type Shape = z.ZodRawShape;

function define(
  type: string,
  schemas: { input?: Shape; output?: Shape; portsFrom?: AnyNodeDefinition['portsFrom'] },
): AnyNodeDefinition {
  const { input = {}, output = {}, portsFrom } = schemas;
  return defineNode({
    type,
    version: 1,
    title: type,
    description: 'For tests.',
    category: 'text',
    input: z.object(input),
    output: z.object(output),
    ...(portsFrom && { portsFrom }),
    run: () => ({}),
  });
}

const text = z.string;
const item = () => port.item('T');

/** Node types with every kind of port that matters for typing. */
export const catalog = new NodeCatalog(
  [
    define('predict', { portsFrom: { kind: 'model' } }),
    define('text.template', {
      portsFrom: { kind: 'template', input: 'template' },
      input: { template: text().meta({ connectable: false }) },
      output: { text: text() },
    }),
    define('text.join', {
      input: { texts: z.array(text()), separator: text().default(', ') },
      output: { text: text() },
    }),
    define('text.split', { input: { text: text() }, output: { parts: z.array(text()) } }),
    define('text.upper', { input: { text: text() }, output: { text: text() } }),
    define('text.pair', { input: { first: text(), second: text() }, output: { text: text() } }),
    define('text.grid', { input: { rows: z.array(z.array(text())) }, output: { text: text() } }),
    define('text.mark', {
      input: { text: text().min(2).max(4), mark: z.enum(['star', 'cross']).default('star') },
      output: { text: text() },
    }),
    define('number.add', {
      input: { left: z.number().min(0).max(10), right: z.int().min(1).max(5).default(1) },
      output: { sum: z.number() },
    }),
    define('number.flag', { input: { on: z.boolean().optional() }, output: { on: z.boolean() } }),
    define('image.resize', { input: { image: port.image() }, output: { image: port.image() } }),
    define('image.faces', {
      input: { image: port.image() },
      output: {
        faces: z.array(port.image()).meta({ axis: 'faces' }),
        scores: z.array(z.number()).meta({ axis: 'faces' }),
        words: z.array(text()),
      },
    }),
    define('image.label', {
      input: { image: port.image(), text: text(), score: z.number().optional() },
      output: { image: port.image() },
    }),
    define('image.sheet', {
      input: { images: z.array(port.image()), labels: z.array(text()).optional() },
      output: { image: port.image() },
    }),
    define('audio.cut', { input: { audio: port.audio() }, output: { audio: port.audio() } }),
    define('file.open', { input: { file: port.file() }, output: { content: port.any() } }),
    define('json.show', {
      input: { json: port.json().optional(), any: port.any().optional() },
      output: { json: port.json() },
    }),
    define('json.list', { input: { items: z.array(port.json()) }, output: { json: port.json() } }),
    define('list.collect', {
      input: { items: z.array(item()) },
      output: { items: z.array(item()) },
    }),
    define('list.flatten', {
      input: { items: z.array(z.array(item())) },
      output: { items: z.array(item()) },
    }),
    define('list.zip', {
      input: {
        first: z.array(port.item('A')),
        second: z.array(port.item('B')),
      },
      output: {
        first: z.array(port.item('A')).meta({ axis: 'pairs' }),
        second: z.array(port.item('B')).meta({ axis: 'pairs' }),
      },
    }),
    define('list.make', {
      input: { first: item(), second: item().optional() },
      output: { items: z.array(item()) },
    }),
    define('flow.choose', {
      input: { value: item(), condition: port.any().optional() },
      output: { then: item().optional(), otherwise: item().optional() },
    }),
    define('flow.merge', {
      input: { first: item().optional(), second: item().optional() },
      output: { value: item() },
    }),
  ].map(describeNode),
);

function describeModel(model: string, input: object, output: object): ModelDescription {
  const schemas = { Input: input, Output: output };
  return { model, version: 'v1', openapiSchema: { components: { schemas } }, metered: false };
}

const edit = describeModel(
  'acme/edit',
  {
    type: 'object',
    required: ['image', 'prompt'],
    properties: {
      image: { type: 'string', format: 'uri', 'x-order': 0 },
      prompt: { type: 'string', 'x-order': 1 },
      seed: { type: 'integer', minimum: 0, maximum: 1000, 'x-order': 2 },
      scale: { type: 'number', enum: [1, 2, 4], 'x-order': 3 },
      token: { type: 'string', format: 'password', 'x-order': 4 },
    },
  },
  { type: 'string', format: 'uri' },
);

/** One known model: `acme/edit` of the provider `local`. */
export const models: ModelSet = new Map([[modelKey('local', 'acme/edit'), edit]]);
