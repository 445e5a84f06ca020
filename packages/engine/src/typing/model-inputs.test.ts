import { describe, expect, it } from 'vitest';
import { inputOf, inputsOf, typesOf, uri } from '../../test/ports-in-short.ts';
import type { JsonSchema } from '../prediction/model-description.ts';

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
