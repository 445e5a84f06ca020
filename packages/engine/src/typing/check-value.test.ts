import { describe, expect, it } from 'vitest';
import type { PortDescriptor } from '../definition/port-descriptor.ts';
import { parsePortType } from '../definition/port-type.ts';
import { checkPortValue, checkValue, warnValue } from './check-value.ts';

function portOf(type: string, more: Partial<PortDescriptor> = {}): PortDescriptor {
  const parsed = parsePortType(type);
  if (!parsed) throw new Error(type);
  return { name: 'thing', type: parsed, required: true, connectable: true, ...more };
}

const file = (mediaType: string) => ({ $artifact: 'a'.repeat(64), mediaType, sizeBytes: 1 });

describe('checkValue', () => {
  it.each([
    ['text', 'x'],
    ['text', ''],
    ['number', 0.5],
    ['integer', 3],
    ['boolean', false],
    ['json', null],
    ['json', [1]],
    ['any', 'x'],
    ['image', file('image/png')],
    ['image', file('application/octet-stream')],
    ['image', 'https://example.com/a.png'],
    ['file', file('text/plain')],
  ])('lets a %s be %j', (type, value) => {
    expect(checkValue(value, portOf(type))).toBeUndefined();
  });

  it.each([
    ['text', 3, 'must be a text, but is 3'],
    ['text', null, 'must be a text, but is null'],
    ['number', '3', 'must be a number, but is "3"'],
    ['number', Number.NaN, 'must be a number, but is null'],
    ['integer', 1.5, 'must be a whole number, but is 1.5'],
    ['boolean', 0, 'must be true or false, but is 0'],
    ['json', undefined, 'must have a value'],
    ['image', 'a.png', 'must be an image file, but is "a.png"'],
    [
      'image',
      'data:image/png;base64,AAAA',
      'must be an image file, but is "data:image/png;base64,AAAA"',
    ],
    ['image', file('audio/wav'), 'must be an image, but is a file of type audio/wav'],
    ['text', [1, 2], 'must be a text, but is a list of 2'],
    ['text', { a: 1 }, 'must be a text, but is an object'],
  ])('says what is wrong when a %s is %j', (type, value, message) => {
    expect(checkValue(value, portOf(type))).toEqual([message]);
  });

  it('checks bounds and lengths, bounds included', () => {
    const port = portOf('integer', { minimum: 1, maximum: 4 });
    expect([1, 4].map((value) => checkValue(value, port))).toEqual([undefined, undefined]);
    expect(checkValue(9, port)).toEqual(['must be at most 4, but is 9']);
    expect(checkValue(0, port)).toEqual(['must be at least 1, but is 0']);
    const text = portOf('text', { minLength: 2, maxLength: 3 });
    expect(checkValue('😀😀😀', text)).toBeUndefined();
    expect(checkValue('a', text)).toEqual(['must have at least 2 characters, but has 1']);
    expect(checkValue('abcd', text)).toEqual(['must have at most 3 characters, but has 4']);
  });

  it('checks choices, and lists them', () => {
    const port = portOf('text', { enum: ['jpg', 'png'] });
    expect(checkValue('png', port)).toBeUndefined();
    expect(checkValue('gif', port)).toEqual(['must be one of "jpg", "png", but is "gif"']);
    const many = portOf('integer', { enum: Array.from({ length: 20 }, (_, index) => index) });
    expect(checkValue(99, many)?.[0]).toContain('or one of 8 more');
  });

  it('checks declared media types', () => {
    const port = portOf('image', { accept: ['image/png', 'image/jpeg'] });
    expect(checkValue(file('image/png'), port)).toBeUndefined();
    expect(checkValue(file('image/gif'), port)).toEqual([
      'must be of type image/png or image/jpeg, but is of type image/gif',
    ]);
    expect(checkValue(file('audio/wav'), portOf('file', { accept: ['audio/*'] }))).toBeUndefined();
  });

  it('only warns where the kind of file was guessed', () => {
    const port = portOf('image', { inferred: true });
    expect(checkValue(file('audio/wav'), port)).toBeUndefined();
    expect(warnValue(file('audio/wav'), port)).toEqual([
      'is probably meant to be an image, but is a file of type audio/wav',
    ]);
    expect(warnValue(file('image/png'), port)).toBeUndefined();
    expect(warnValue(file('audio/wav'), portOf('image'))).toBeUndefined();
  });
});

describe('checkPortValue', () => {
  it('checks lists as deep as the port is, and says which item is wrong', () => {
    const port = portOf('integer[][]', { maximum: 4 });
    expect(checkPortValue([[1, 2], []], port)).toBeUndefined();
    expect(checkPortValue([[1], [2, 9]], port)).toEqual([
      'item 2 item 2 must be at most 4, but is 9',
    ]);
    expect(checkPortValue([1], port)).toEqual(['item 1 must be a list, but is 1']);
    expect(checkPortValue(3, portOf('integer[]'))).toEqual(['must be a list, but is 3']);
  });
});
