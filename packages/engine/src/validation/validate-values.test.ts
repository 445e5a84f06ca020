import { describe, expect, it } from 'vitest';
import { codes, editor, find, findAt, findIn, from, photo } from '../../test/issues-in-short.ts';

describe('values', () => {
  it.each([
    ['text.upper', 'text', 5, 'must be a text, but is 5', 'Put it into quotes: "5".'],
    ['text.upper', 'text', {}, 'must be a text, but is an object', 'Write a value of type text.'],
    ['number.add', 'left', '3', 'must be a number, but is "3"', 'Write it without quotes: 3.'],
    ['number.flag', 'on', 'true', 'must be true or false', 'Write it without quotes: true.'],
    ['image.resize', 'image', 'a.png', 'must be an image file', '{ "$file": "a.png" }'],
    ['image.resize', 'image', 7, 'must be an image file', 'https:// address'],
    ['text.join', 'texts', 'a', 'must be a list, but is "a"', 'square brackets'],
    ['text.upper', 'text', photo, 'must be a value of type text, but is a file', 'image, audio'],
  ])('refuses values of the wrong kind: %s %s %j', (...example) => {
    const [type, port, value, message, hint] = example;
    const [issue, ...more] = findAt(type, { [port]: value });
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ code: 'invalid-value', nodeId: 'a', port });
    expect(issue?.message).toContain(`Input "${port}" of node "a" ${message}`);
    expect(issue?.hint).toContain(hint);
  });

  it.each([
    ['number.add', { left: 11 }, 'must be at most 10, but is 11', 'From 0 to 10 are allowed.'],
    ['number.add', { left: -1 }, 'must be at least 0, but is -1', 'From 0 to 10 are allowed.'],
    ['text.mark', { text: 'a' }, 'must have at least 2 characters', 'From 2 to 4 characters'],
    ['text.mark', { text: 'abc', mark: 'str' }, 'must be one of "star"', 'Did you mean "star"?'],
    ['text.mark', { text: 'abc', mark: 'moon' }, 'must be one of', 'Choose one of them.'],
  ])('refuses values that are not allowed: %s %j', (...example) => {
    const [type, input, message, hint] = example;
    const [issue, ...more] = findAt(type, input);
    expect(more).toEqual([]);
    expect(issue?.code).toBe('value-out-of-bounds');
    expect(issue?.message).toContain(message);
    expect(issue?.hint).toContain(hint);
  });

  it('checks each item of a list, whether the port takes lists or the node is mapped', () => {
    const items = findAt('text.join', { texts: ['a', 1, 'b', true] });
    expect(items.map(({ message }) => message)).toEqual([
      'Item 2 of input "texts" of node "a" must be a text, but is 1.',
      'Item 4 of input "texts" of node "a" must be a text, but is true.',
    ]);
    expect(items[0]?.path).toEqual(['nodes', 'a', 'input', 'texts', 1]);
    const mapped = findAt('text.join', { texts: [['a'], ['b', 2], 'c'] });
    expect(mapped.map(({ message }) => message)).toEqual([
      'Item 2.2 of input "texts" of node "a" must be a text, but is 2.',
      'Item 3 of input "texts" of node "a" must be a list, but is "c".',
    ]);
    expect(findAt('number.add', { left: [1, 2, 99] })).toMatchObject([
      { code: 'value-out-of-bounds', path: ['nodes', 'a', 'input', 'left', 2] },
    ]);
    expect(findAt('text.upper', { text: [] })).toEqual([]);
  });

  it('does not list thousands of wrong items', () => {
    const issues = findAt('text.join', { texts: Array.from({ length: 5000 }, () => 1) });
    expect(issues).toHaveLength(21);
    expect(issues.map(({ message }) => message)).toContain(
      'Input "texts" of node "a" has 4980 more items that are wrong.',
    );
  });

  it('takes any JSON where JSON is taken, files in it too', () => {
    const json = { list: [1, 'a', [photo]], file: photo, seed: { $random: true } };
    expect(findAt('json.show', { json, any: [[]] })).toEqual([]);
    expect(findAt('list.make', { first: photo })).toEqual([]);
  });

  it('knows the kind of stored files', () => {
    const id = 'a'.repeat(64);
    const audio = { $artifact: id, mediaType: 'audio/mpeg', sizeBytes: 5 };
    expect(findAt('image.resize', { image: { $artifact: id } })).toEqual([]);
    expect(codes(findAt('image.resize', { image: audio }))).toEqual(['invalid-value']);
    expect(findIn({ ...editor, input: { image: audio, prompt: 'x' } })).toMatchObject([
      {
        code: 'invalid-value',
        severity: 'warning',
        hint: expect.stringContaining('"types"') as string,
      },
    ]);
  });

  it('draws at random only where numbers are free', () => {
    const seed = (value: unknown) =>
      findIn({ ...editor, input: { image: photo, prompt: 'x', ...(value as object) } });
    expect(seed({ seed: { $random: { minimum: 0, maximum: 9 } } })).toEqual([]);
    expect(seed({ seed: { $random: true } })).toMatchObject([
      {
        code: 'value-out-of-bounds',
        message: 'Input "seed" of node "a" draws from 0 to 2147483647, but takes only 0 to 1000.',
        hint: 'Write { "$random": { "minimum": 0, "maximum": 1000 } }.',
      },
    ]);
    expect(seed({ seed: { $random: { minimum: 2000, maximum: 3000 } } })[0]?.hint).toContain(
      'Draw from numbers that the input takes',
    );
    for (const input of [{ prompt: { $random: true } }, { scale: { $random: true } }]) {
      expect(seed(input)).toMatchObject([
        {
          code: 'invalid-value',
          message: expect.stringContaining('cannot be drawn at random') as string,
          hint: expect.stringContaining('integer or number') as string,
        },
      ]);
    }
  });

  it('keeps secrets and everything else apart, and shows no secret', () => {
    const input = (token: unknown) => ({ ...editor, input: { image: photo, prompt: 'x', token } });
    const [open, ...more] = findIn(input('hunter2'));
    expect(more).toEqual([]);
    expect(open).toMatchObject({ code: 'secret-in-file', port: 'token' });
    expect(JSON.stringify(open)).not.toContain('hunter2');
    expect(open?.hint).toContain('{ "$secret": "NAME" }');
    expect(codes(findIn({ ...input(['a', 'b']), mute: true }))).toEqual(['secret-in-file']);
    expect(findIn(input([{ $secret: 'A' }, { $secret: 'B' }]))).toEqual([]);
    expect(findAt('text.upper', { text: { $secret: 'TOKEN' } })).toMatchObject([
      {
        code: 'secret-not-allowed',
        message:
          'Input "text" of node "a" cannot take a secret, since its value is shown and stored.',
        hint: 'Secrets go only into inputs that are made for them.',
      },
    ]);
    const deep = { deep: [{ $secret: 'TOKEN' }] };
    expect(codes(findAt('json.show', { json: deep }))).toEqual(['secret-not-allowed']);
    expect(codes(findAt('list.make', { first: deep }))).toEqual(['secret-not-allowed']);
  });

  it('finds files that do not exist, wherever they stand', () => {
    const files = new Set(['photo.png']);
    const document = {
      inputs: { shot: { type: 'image', default: { $file: 'shots/1.png' } } },
      nodes: {
        a: { type: 'image.resize', input: { image: [photo, { $file: 'phto.png' }] }, mute: true },
        b: { type: 'image.resize', input: { image: from('inputs.shot') } },
        c: { ...editor, model: 'acme/gone', input: { mask: { $file: 'mask.png' } } },
      },
    };
    expect(find(document, { files })).toMatchObject([
      {
        code: 'missing-file',
        message: 'The default of input "shot" names the file "shots/1.png", which is not there.',
        hint: expect.stringContaining('folder of the workflow') as string,
        path: ['inputs', 'shot', 'default'],
      },
      {
        code: 'missing-file',
        message: 'Input "image" of node "a" names the file "phto.png", which is not there.',
        hint: 'Did you mean "photo.png"?',
        path: ['nodes', 'a', 'input', 'image', 1],
      },
      { code: 'unknown-model', nodeId: 'c' },
      { code: 'missing-file', nodeId: 'c' },
    ]);
    expect(codes(find(document))).toEqual(['unknown-model']);
  });

  it('does not look at what a muted node would compute with', () => {
    const node = { type: 'text.pair', mute: true, input: { first: 5 } };
    expect(findIn(node)).toEqual([]);
    expect(codes(findIn({ ...node, input: { frist: 5 } }))).toEqual(['unknown-port']);
  });
});
