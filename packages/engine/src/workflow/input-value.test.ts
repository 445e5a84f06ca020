import { describe, expect, it } from 'vitest';
import { readInputValue } from './input-value.ts';

const hash = 'a'.repeat(64);

function problemsOf(value: unknown) {
  const read = readInputValue(value);
  return read.kind === 'invalid' ? read.problems.map(({ code, path }) => [code, path]) : read;
}

describe('readInputValue', () => {
  it('takes plain JSON as it is', () => {
    const value = { a: [1, 'x', null, { b: true }] };
    expect(readInputValue(value)).toEqual({ kind: 'literal', value });
    expect(readInputValue(null)).toEqual({ kind: 'literal', value: null });
    expect(readInputValue('$from')).toEqual({ kind: 'literal', value: '$from' });
  });

  it('reads references, split at the first dot', () => {
    expect(readInputValue({ $from: 'up.image', each: false })).toEqual({
      kind: 'reference',
      source: { kind: 'node', nodeId: 'up', port: 'image' },
      each: false,
    });
    expect(readInputValue({ $from: 'inputs.photo' })).toEqual({
      kind: 'reference',
      source: { kind: 'input', name: 'photo' },
    });
    expect(readInputValue({ $from: 'a.b.c' })).toMatchObject({ source: { port: 'b.c' } });
  });

  it('reads files, artifacts, secrets and draws', () => {
    expect(readInputValue({ $file: 'in/../a.png' })).toEqual({ kind: 'file', path: 'in/../a.png' });
    const ref = { $artifact: hash, mediaType: 'image/png', sizeBytes: 3 };
    expect(readInputValue(ref)).toEqual({ kind: 'artifact', id: hash, ref });
    expect(readInputValue({ $artifact: hash })).toEqual({ kind: 'artifact', id: hash });
    expect(readInputValue({ $secret: 'API_KEY' })).toEqual({ kind: 'secret', name: 'API_KEY' });
    expect(readInputValue({ $random: true })).toEqual({
      kind: 'random',
      minimum: 0,
      maximum: 2147483647,
    });
    expect(readInputValue({ $random: { maximum: 9 } })).toMatchObject({ minimum: 0, maximum: 9 });
  });

  it('reads special values inside lists and objects', () => {
    expect(readInputValue(['x', { $file: 'a.png' }])).toEqual({
      kind: 'list',
      items: [
        { kind: 'literal', value: 'x' },
        { kind: 'file', path: 'a.png' },
      ],
    });
    expect(readInputValue({ a: { b: [{ $artifact: hash }] } })).toMatchObject({
      kind: 'record',
      members: { a: { kind: 'record' } },
    });
  });

  it('unwraps $literal at any depth and looks at nothing inside it', () => {
    expect(readInputValue({ $literal: { $from: 1 } })).toEqual({
      kind: 'literal',
      value: { $from: 1 },
    });
    expect(readInputValue([1, { a: { $literal: { $x: 1 } } }])).toEqual({
      kind: 'literal',
      value: [1, { a: { $x: 1 } }],
    });
  });

  it.each([
    [{ $from: 'a' }, 'invalid-reference'],
    [{ $from: '.a' }, 'invalid-reference'],
    [{ $from: 'a.' }, 'invalid-reference'],
    [{ $from: 3 }, 'invalid-reference'],
    [{ $from: 'a.b', each: 'yes' }, 'invalid-value'],
    [{ $form: 'a.b' }, 'invalid-value'],
    [{ $from: 'a.b', eahc: true }, 'invalid-value'],
    [{ $file: '../a' }, 'path-outside-folder'],
    [{ $file: 'a/../../b' }, 'path-outside-folder'],
    [{ $file: '/etc/passwd' }, 'path-outside-folder'],
    [{ $file: 'C:/a' }, 'path-outside-folder'],
    [{ $file: 'https://example.com/a.png' }, 'path-outside-folder'],
    [{ $file: 'a\\b' }, 'invalid-value'],
    [{ $file: '' }, 'invalid-value'],
    [{ $file: '.' }, 'invalid-value'],
    [{ $artifact: 'abc' }, 'invalid-value'],
    [{ $secret: 'a b' }, 'invalid-value'],
    [{ $random: false }, 'invalid-value'],
    [{ $random: { minimum: 2, maximum: 1 } }, 'invalid-value'],
    [{ $random: { min: 1 } }, 'invalid-value'],
    [{ $random: { minimum: 0.5 } }, 'invalid-value'],
    [{ $unknown: 1 }, 'invalid-value'],
  ])('refuses %j as %s', (value, code) => {
    expect(problemsOf(value)).toEqual([[code, []]]);
  });

  it('says what a mistyped word should be', () => {
    expect(readInputValue({ $form: 'a.b' })).toMatchObject({
      problems: [{ hint: 'Did you mean $from?' }],
    });
  });

  it('refuses $from inside lists and objects, at its place', () => {
    expect(problemsOf([1, { $from: 'a.b' }, { x: { $from: 'a.b' } }])).toEqual([
      ['invalid-reference', [1]],
      ['invalid-reference', [2, 'x']],
    ]);
    expect(readInputValue([{ $from: 'a.b' }])).toMatchObject({
      problems: [{ hint: expect.stringContaining('list.make') as string }],
    });
  });

  it('refuses values that are nested too deeply', () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) value = [value];
    expect(readInputValue(value)).toMatchObject({ problems: [{ code: 'too-deep' }] });
  });
});
