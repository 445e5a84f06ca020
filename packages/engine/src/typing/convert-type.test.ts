import { describe, expect, it } from 'vitest';
import { baseTypes, parsePortType, type PortType } from '../definition/port-type.ts';
import { canConvert } from './convert-type.ts';
import { convertValue } from './convert-value.ts';

function typeOf(text: string): PortType {
  const type = parsePortType(text);
  if (!type) throw new Error(text);
  return type;
}

const how = (from: string, to: string) => {
  const check = canConvert(typeOf(from), typeOf(to));
  return check.ok ? check.how : 'no';
};

describe('canConvert', () => {
  it('knows for every pair of types whether one becomes the other', () => {
    const table = baseTypes.map((from) => [
      from,
      baseTypes.filter((to) => how(from, to) !== 'no').join(' '),
    ]);
    expect(Object.fromEntries(table)).toEqual({
      text: 'text json any',
      number: 'text number json any',
      integer: 'text number integer json any',
      boolean: 'text boolean json any',
      image: 'image file any',
      audio: 'audio file any',
      video: 'video file any',
      file: 'image audio video file any',
      json: 'json any',
      any: baseTypes.join(' '),
    });
  });

  it('says what is only known when it runs', () => {
    expect([how('file', 'image'), how('any', 'number'), how('any', 'text[]')]).toEqual([
      'checked',
      'checked',
      'checked',
    ]);
    expect([how('image', 'file'), how('integer', 'number'), how('integer', 'text')]).toEqual([
      'same',
      'same',
      'converted',
    ]);
  });

  it('converts lists item by item, and whole where json or any is taken', () => {
    expect(how('integer[]', 'text[]')).toBe('converted');
    expect(how('text[]', 'json')).toBe('converted');
    expect(how('image[][]', 'any')).toBe('same');
    expect(how('image[]', 'json')).toBe('no');
    expect(how('text[]', 'text')).toBe('no');
    expect(how('text', 'text[]')).toBe('no');
  });

  it('says why not, and what could help', () => {
    expect(canConvert(typeOf('text'), typeOf('number'))).toMatchObject({
      ok: false,
      reason: 'text cannot become number.',
    });
    for (const from of baseTypes) {
      for (const to of baseTypes) {
        for (const [left, right] of [
          ['', ''],
          ['[]', ''],
          ['', '[]'],
        ]) {
          const check = canConvert(typeOf(from + left), typeOf(to + right));
          if (!check.ok) expect(check.hint).toMatch(/\.$/);
        }
      }
    }
  });
});

describe('convertValue', () => {
  const convert = (value: unknown, from: string, to: string) =>
    convertValue(value, typeOf(from), typeOf(to));

  it('writes numbers and truth values as text, in lists too, and keeps holes', () => {
    expect(convert(0.5, 'number', 'text')).toBe('0.5');
    expect(convert(true, 'boolean', 'text')).toBe('true');
    expect(convert([1, null, 2], 'integer[]', 'text[]')).toEqual(['1', null, '2']);
    expect(convert([[1], []], 'integer[][]', 'text[][]')).toEqual([['1'], []]);
  });

  it('leaves everything else as it is', () => {
    expect(convert(3, 'integer', 'number')).toBe(3);
    expect(convert([1, 2], 'integer[]', 'json')).toEqual([1, 2]);
    expect(convert({ a: 1 }, 'any', 'text')).toEqual({ a: 1 });
  });
});
