import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { writePortType } from '../definition/port-type.ts';
import type { JsonSchema } from '../prediction/model-description.ts';
import { modelPorts } from './model-ports.ts';
import { outputByPort } from './output-by-port.ts';

const uri = { type: 'string', format: 'uri' };

interface Model {
  model?: string;
  description?: string;
  defaultExample?: { input: Record<string, unknown>; output?: unknown };
}

function portsOf(schemas: Record<string, unknown>, model: Model = {}) {
  return modelPorts({ model: 'owner/name', ...model, openapiSchema: { components: { schemas } } });
}

function inputsOf(properties: JsonSchema, more: Record<string, unknown> = {}, model?: Model) {
  const { required, ...components } = more;
  return portsOf({ Input: { type: 'object', properties, required }, ...components }, model).inputs;
}

function inputOf(schema: unknown, more?: Record<string, unknown>): PortDescriptor {
  const [port] = inputsOf({ thing: schema }, more);
  if (!port) throw new Error('no port');
  return port;
}

function outputsOf(output: unknown, more: Record<string, unknown> = {}, model?: Model) {
  return portsOf({ Output: output, ...more }, model).outputs;
}

const typesOf = (ports: readonly PortDescriptor[]) =>
  Object.fromEntries(ports.map((port) => [port.name, writePortType(port.type)]));

describe('inputs of a model', () => {
  it('come by x-order, and by declaration where there is none', () => {
    const names = (properties: JsonSchema) => inputsOf(properties).map((port) => port.name);
    expect(names({ c: { 'x-order': 2 }, a: { 'x-order': 0 }, b: { 'x-order': 1 } })).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(names({ z: {}, y: {}, x: {} })).toEqual(['z', 'y', 'x']);
    expect(names({ z: {}, y: { 'x-order': 0 }, x: {} })).toEqual(['y', 'z', 'x']);
  });

  it('take their choices from a shared component, with the words that stand beside it', () => {
    const component = {
      enum: ['webp', 'jpg'],
      type: 'string',
      title: 'thing',
      description: 'An enumeration.',
    };
    const schema = {
      allOf: [{ $ref: '#/components/schemas/thing' }],
      default: 'webp',
      description: 'Format of the output.',
      'x-order': 3,
    };
    expect(inputOf(schema, { thing: component })).toMatchObject({
      type: { base: 'text', depth: 0 },
      title: 'Thing',
      description: 'Format of the output.',
      enum: ['webp', 'jpg'],
      default: 'webp',
      required: false,
    });
    const bare = inputOf({ allOf: [{ $ref: '#/components/schemas/thing' }] }, { thing: component });
    expect(bare.description).toBeUndefined();
    expect(
      inputOf(
        { allOf: [{ $ref: '#/components/schemas/n' }] },
        { n: { enum: [1, 2], type: 'integer' } },
      ),
    ).toMatchObject({
      type: { base: 'integer' },
      enum: [1, 2],
    });
  });

  it('take inline choices, with and without a type', () => {
    expect(inputOf({ type: 'string', enum: ['a', 'b'] })).toMatchObject({ enum: ['a', 'b'] });
    expect(inputOf({ enum: [1, 2.5] })).toMatchObject({ type: { base: 'number' }, enum: [1, 2.5] });
  });

  it('are required only where the schema says so and gives no default', () => {
    const schema = { type: 'string' };
    expect(inputOf(schema).required).toBe(false);
    expect(inputOf(schema, { required: ['thing'] }).required).toBe(true);
    expect(inputOf({ ...schema, default: 'x' }, { required: ['thing'] }).required).toBe(false);
  });

  it('may be nullable: then they are optional, and null is no default', () => {
    const port = inputOf({ type: 'integer', nullable: true, default: null });
    expect(port).toMatchObject({ type: { base: 'integer' }, required: false });
    expect(port).not.toHaveProperty('default');
    expect(inputOf({ anyOf: [{ type: 'integer' }, { type: 'null' }] }).type.base).toBe('integer');
    expect(inputOf({ type: ['string', 'null'] }).type.base).toBe('text');
  });

  it('keep bounds, written as floats or not, and lengths', () => {
    expect(inputOf({ type: 'integer', minimum: 0.0, maximum: 4.0 })).toMatchObject({
      minimum: 0,
      maximum: 4,
    });
    expect(inputOf({ type: 'string', minLength: 1, maxLength: 9 })).toMatchObject({
      minLength: 1,
      maxLength: 9,
    });
    expect(inputOf({ type: 'number', ge: 1, minimum: 'x' })).not.toHaveProperty('minimum');
  });

  it('may be lists', () => {
    const types = typesOf(
      inputsOf({
        images: { type: 'array', items: uri },
        words: { type: 'array', items: { type: 'string' } },
        numbers: { type: 'array', items: { type: 'number', minimum: 0 } },
        table: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
        anything: { type: 'array' },
      }),
    );
    expect(types).toEqual({
      images: 'image[]',
      words: 'text[]',
      numbers: 'number[]',
      table: 'integer[][]',
      anything: 'any[]',
    });
    expect(
      inputOf({ type: 'array', items: { type: 'number', minimum: 0 }, default: [1] }),
    ).toMatchObject({
      minimum: 0,
      default: [1],
      schema: { type: 'number' },
    });
  });

  it('hide secrets and their defaults', () => {
    const password = inputOf({ type: 'string', format: 'password', writeOnly: true, default: 'x' });
    expect(password).toMatchObject({ secret: true, type: { base: 'text' } });
    expect(password).not.toHaveProperty('default');
    expect(inputOf({ type: 'string', 'x-cog-secret': true }).secret).toBe(true);
  });

  it('say that they are deprecated', () => {
    expect(inputOf({ type: 'string', deprecated: true }).deprecated).toBe(true);
    expect(inputOf({ type: 'string' })).not.toHaveProperty('deprecated');
  });

  it('take declared media types as a fact, not as a guess', () => {
    const port = inputOf({ ...uri, 'x-cog-accept': 'audio/wav, audio/mpeg' });
    expect(port).toMatchObject({ type: { base: 'audio' }, accept: ['audio/wav', 'audio/mpeg'] });
    expect(port).not.toHaveProperty('inferred');
    expect(inputOf({ ...uri, 'x-cog-accept': ['image/*', 'video/*'] }).type.base).toBe('file');
    expect(inputOf({ type: 'array', items: { ...uri, 'x-cog-accept': 'image/*' } })).toMatchObject({
      type: { base: 'image', depth: 1 },
      accept: ['image/*'],
    });
  });

  it('may be unions, dictionaries, objects or nothing known', () => {
    const types = typesOf(
      inputsOf({
        numbers: { anyOf: [{ type: 'integer' }, { type: 'number' }] },
        mixed: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
        fileOrText: { anyOf: [uri, { type: 'string' }] },
        oneOrMany: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
        map: { type: 'object', additionalProperties: { type: 'number' } },
        bare: { type: 'object' },
        unknown: { title: 'Unknown' },
        strange: { type: 'colour' },
      }),
    );
    expect(types).toEqual({
      numbers: 'number',
      mixed: 'json',
      fileOrText: 'any',
      oneOrMany: 'json',
      map: 'json',
      bare: 'json',
      unknown: 'any',
      strange: 'any',
    });
  });

  it('guess the kind of a file from the example, then from name, title and description', () => {
    const guess = (schema: object, example?: unknown) =>
      inputsOf(
        { thing: { ...uri, ...schema } },
        {},
        { defaultExample: { input: { thing: example } } },
      )[0];
    expect(guess({})).toMatchObject({ type: { base: 'file' }, inferred: true });
    expect(guess({ description: 'A photo' }, 'https://x.test/a.mp3?x=.png')).toMatchObject({
      type: { base: 'audio' },
    });
    expect(guess({}, 'data:video/mp4;base64,AAAA')).toMatchObject({ type: { base: 'video' } });
    expect(guess({}, ['https://x.test/a.JPEG'])).toMatchObject({ type: { base: 'image' } });
    expect(guess({ description: 'A photo' }, 'https://x.test/weights.tar')).toMatchObject({
      type: { base: 'file' },
    });
    expect(guess({ title: 'Voice sample' })).toMatchObject({ type: { base: 'audio' } });
    expect(guess({ description: 'The clip: a video for the music.' })).toMatchObject({
      type: { base: 'video' },
    });
  });

  it.each([
    ['image', 'image'],
    ['inputImage', 'image'],
    ['mask', 'image'],
    ['first_frame', 'image'],
    ['video_frame', 'image'],
    ['image_2', 'image'],
    ['reference_video', 'video'],
    ['clip', 'video'],
    ['input_audio', 'audio'],
    ['speaker', 'audio'],
    ['song', 'audio'],
    ['lora_weights', 'file'],
    ['srt_file', 'file'],
    ['payload', 'file'],
  ])('guess by the name %s that a file is of type %s', (name, base) => {
    expect(inputsOf({ [name]: uri })[0]).toMatchObject({ type: { base }, inferred: true });
  });
});

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

describe('outputByPort', () => {
  it('joins streams, passes single values and leaves missing ones out', () => {
    const stream = outputsOf({
      type: 'array',
      items: { type: 'string' },
      'x-cog-array-display': 'concatenate',
    });
    expect(outputByPort(stream, ['Hel', 'lo'])).toEqual({ output: 'Hello' });
    expect(outputByPort(stream, 'Hello')).toEqual({ output: 'Hello' });
    const single = outputsOf({ type: 'array', items: uri });
    expect(outputByPort(single, ['a', null])).toEqual({ output: ['a', null] });
    expect(outputByPort(single, null)).toEqual({});
    const one = outputsOf({ type: 'object', properties: { output: { type: 'string' } } });
    expect(outputByPort(one, { output: 'x' })).toEqual({ output: 'x' });
    expect(outputByPort(one, 'something else')).toEqual({});
  });
});

it('never throws, whatever a schema says', () => {
  const words = fc.constantFrom(
    'type',
    'properties',
    'items',
    'allOf',
    'anyOf',
    '$ref',
    'enum',
    'required',
    'x-order',
    'x-cog-accept',
    'title',
    'default',
    'format',
    'Input',
    'Output',
  );
  const values = fc.constantFrom<unknown>(
    'string',
    'array',
    'object',
    'uri',
    '#/components/schemas/Input',
    '#/components/schemas/Output',
    null,
    3,
    true,
  );
  const { schema } = fc.letrec((tie) => ({
    schema: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      values,
      fc.array(tie('schema'), { maxLength: 3 }),
      fc.dictionary(words, tie('schema'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(schema, schema, schema, (input, output, value) => {
      const ports = portsOf({ Input: input, Output: output });
      expect(ports.outputs.length).toBeGreaterThan(0);
      outputByPort(ports.outputs, value);
    }),
    { numRuns: 3000 },
  );
});
