import { describe, expect, it } from 'vitest';
import { outputsOf, portsOf, typesOf, uri, type Model } from '../../test/ports-in-short.ts';
import type { JsonSchema } from '../prediction/model-description.ts';
import { modelPorts } from './model-ports.ts';
import { outputByPort } from './output-by-port.ts';

describe('outputs of a model', () => {
  const shape = (output: unknown, more?: Record<string, unknown>, model?: Model) =>
    typesOf(outputsOf(output, more, model));

  it('are called output where there is one', () => {
    expect(shape({ type: 'string' })).toEqual({ output: 'text' });
    expect(shape({ type: 'integer' })).toEqual({ output: 'integer' });
    expect(shape({ type: 'object' })).toEqual({ output: 'json' });
    expect(shape({ type: 'array', items: { type: 'array', items: { type: 'number' } } })).toEqual({
      output: 'number[][]',
    });
  });

  it('join a stream of words to one text, and keep other iterators as lists', () => {
    const stream = { type: 'array', items: { type: 'string' }, 'x-cog-array-type': 'iterator' };
    expect(shape({ ...stream, 'x-cog-array-display': 'concatenate' })).toEqual({ output: 'text' });
    expect(shape(stream)).toEqual({ output: 'text[]' });
    expect(shape({ ...stream, items: uri }, {}, { model: 'o/paint-image' })).toEqual({
      output: 'image[]',
    });
    expect(
      shape({ ...stream, items: { type: 'array', items: uri } }, {}, { model: 'o/paint-image' }),
    ).toEqual({
      output: 'image[][]',
    });
  });

  it('tell the kind of their files from the example, the inputs and the words of the model', () => {
    const kind = (model: Model, properties: JsonSchema = {}) =>
      typesOf(portsOf({ Input: { type: 'object', properties }, Output: uri }, model).outputs)[
        'output'
      ];
    const example = { input: {}, output: ['https://x.test/out-0.webp'] };
    expect(kind({ defaultExample: example, model: 'o/music' })).toBe('image');
    expect(kind({ model: 'o/musicgen', description: 'Generate music from a prompt' })).toBe(
      'audio',
    );
    expect(kind({ description: 'Turns an image into video' })).toBe('video');
    expect(kind({}, { num_frames: { type: 'integer' } })).toBe('video');
    expect(kind({}, { output_format: { enum: ['wav', 'mp3'], type: 'string' } })).toBe('audio');
    expect(kind({}, { num_inference_steps: { type: 'integer' } })).toBe('image');
    expect(kind({})).toBe('file');
  });

  it('have a port for each member of an object, also behind a reference', () => {
    const ModelOutput = {
      type: 'object',
      title: 'ModelOutput',
      required: ['text'],
      properties: {
        text: { type: 'string' },
        srt_file: { ...uri, nullable: true },
        segments: { title: 'Segments' },
        frames: { type: 'array', items: uri, 'x-catena-axis': 'frame' },
        times: { type: 'array', items: { type: 'number' }, 'x-catena-axis': 'frame' },
        extra: { type: 'object' },
      },
    };
    const reference = { $ref: '#/components/schemas/ModelOutput', title: 'Output' };
    const ports = outputsOf(reference, { ModelOutput });
    expect(typesOf(ports)).toEqual({
      text: 'text',
      srt_file: 'file',
      segments: 'any',
      frames: 'image[]',
      times: 'number[]',
      extra: 'json',
    });
    expect(ports.map((port) => port.axis)).toEqual([
      undefined,
      undefined,
      undefined,
      'frame',
      'frame',
      undefined,
    ]);
    expect(outputByPort(ports, { text: 'x', srt_file: null, frames: [1, null] })).toEqual({
      text: 'x',
      frames: [1, null],
    });
  });

  it('have a port for each member of the objects in a list, and one for the whole, on one axis', () => {
    const Item = { type: 'object', properties: { image: uri, score: { type: 'number' } } };
    for (const items of [Item, { $ref: '#/components/schemas/Item' }]) {
      const ports = outputsOf({ type: 'array', items }, { Item });
      expect(typesOf(ports)).toEqual({ image: 'image[]', score: 'number[]', output: 'json[]' });
      expect(new Set(ports.map((port) => port.axis))).toEqual(new Set(['output']));
      const list = [{ image: 'a', score: 1 }, { image: null }, { image: 'c', score: 3 }];
      expect(outputByPort(ports, list)).toEqual({
        image: ['a', null, 'c'],
        score: [1, null, 3],
        output: list,
      });
    }
    const clash = outputsOf({
      type: 'array',
      items: { properties: { output: { type: 'string' } } },
    });
    expect(typesOf(clash)).toEqual({ output: 'text[]' });
    expect(outputByPort(clash, [{ output: 'x' }])).toEqual({ output: ['x'] });
  });

  it('are any where nothing is said, and training schemas say nothing', () => {
    expect(typesOf(portsOf({}).outputs)).toEqual({ output: 'any' });
    expect(
      portsOf({ TrainingInput: { properties: { a: {} } }, TrainingOutput: { type: 'string' } }),
    ).toMatchObject({
      inputs: [],
      outputs: [{ name: 'output', type: { base: 'any' } }],
    });
    expect(modelPorts({ model: 'o/n', openapiSchema: {} }).outputs).toHaveLength(1);
  });

  it('survive circles of references', () => {
    const more = { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } };
    expect(shape({ $ref: '#/components/schemas/A' }, more)).toEqual({ output: 'any' });
    const Tree = { type: 'array', items: { $ref: '#/components/schemas/Tree' } };
    expect(shape(Tree, { Tree })['output']).toMatch(/^json/);
    const Wide = {
      anyOf: Array.from({ length: 9 }, () => ({ $ref: '#/components/schemas/Wide' })),
    };
    expect(Object.keys(shape(Wide, { Wide }))).toEqual(['output']);
    const Union = {
      anyOf: [{ $ref: '#/components/schemas/Union' }, { type: 'string' }, { type: 'integer' }],
    };
    expect(Object.keys(shape(Union, { Union }))).toEqual(['output']);
  });
});
